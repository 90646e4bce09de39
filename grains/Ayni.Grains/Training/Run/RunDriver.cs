using System.Collections.Immutable;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Training;
using Orleans.Storage;

namespace Ayni.Grains.Training;

/// <summary>
/// Drives one run from the phase its journal is in to its end. Everything it does can be done twice, so it starts over
/// from the journal after a crash. Runs on the trainer's activation, between the trainer's calls; holds no state of
/// its own.
/// </summary>
public sealed class RunDriver(
    string model, IRunJournal journal, IGrainFactory grains, RunServices services, TransientFaults faults)
{
    /// <summary>Runs to the end, which is in the journal when this returns.</summary>
    /// <param name="cancel">Ends the run as cancelled.</param>
    /// <param name="handOver">Leaves the run as it is, for another activation to go on with.</param>
    public async Task RunAsync(CancellationToken cancel, CancellationToken handOver)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, handOver);
        var ended = await EndAsync(either, cancel, handOver);
        if (ended is null)
            return;
        await journal.SaveAsync(ended);
        await CleanUpAsync(ended.Status.RunId!, handOver);
    }

    /// <summary>State at the end of the run; null if it was handed over.</summary>
    private async Task<TrainingRunState?> EndAsync(
        CancellationTokenSource either, CancellationToken cancel, CancellationToken handOver)
    {
        try
        {
            var metrics = await TrainAsync(either.Token, handOver);
            return Ended(TrainingPhase.Completed, null, metrics);
        }
        catch (Exception) when (either.IsCancellationRequested)
        {
            return cancel.IsCancellationRequested ? Ended(TrainingPhase.Cancelled, "Stopped on request.", null) : null;
        }
        catch (ModelRefusedException refusal)
        {
            return Ended(TrainingPhase.Refused, refusal.Message, refusal.Metrics);
        }
        catch (AyniException refusal) when (refusal.Code == ErrorCodes.ModelRefused)
        {
            return Ended(TrainingPhase.Refused, refusal.Message, null);
        }
        catch (Exception fault) when (fault is not InconsistentStateException)
        {
            var message = fault is AyniException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";
            return Ended(TrainingPhase.Failed, message, null);
        }
        finally
        {
            // Blocks still at work stop being waited for.
            await either.CancelAsync();
        }
    }

    private TrainingRunState Ended(
        TrainingPhase phase, string? message, ImmutableDictionary<string, double>? metrics) =>
        journal.State.Ended(phase, message, services.Time.GetUtcNow(), metrics);

    private async Task<ImmutableDictionary<string, double>> TrainAsync(
        CancellationToken stop, CancellationToken handOver)
    {
        var plan = await SnapshotAsync(stop);
        var blocks = new HalfSweepDriver(grains, plan, journal, faults);
        if (journal.State.Status.Phase == TrainingPhase.Sweep)
        {
            var clock = new CheckpointClock(services.HostOptions, services.Time);
            await new SweepStep(plan, journal, blocks, clock).RunAsync(stop);
            await journal.SaveAsync(journal.State.Judging());
        }

        if (journal.State.Status.Phase == TrainingPhase.Judge)
        {
            var judge = new JudgeStep(services, grains);
            var metrics = await faults.RetryAsync(_ => judge.RunAsync(plan, stop), stop);
            await journal.SaveAsync(journal.State.Publishing(metrics));
        }

        // No cancelling any more: a model half published is neither the old one nor the new.
        var published = journal.State.Status.Metrics;
        await faults.RetryAsync(() => new PublishStep(services, grains).RunAsync(plan, published, handOver), handOver);
        return published;
    }

    private async Task<RunPlan> SnapshotAsync(CancellationToken stop)
    {
        var status = journal.State.Status;
        var (runId, options, position) = (status.RunId!, status.Options!, status.AsOfPosition!.Value);
        var step = new SnapshotStep(services.Log, services.Files, journal.RowsRead);
        var plan = await faults.RetryAsync(
            _ => services.Scheduler.RunAsync(
                token => step.RunAsync(model, runId, options, position, token), stop),
            stop);
        if (status.Phase == TrainingPhase.Snapshot)
            await journal.SaveAsync(journal.State.SnapshotDone(plan));
        return plan;
    }

    /// <summary>The end is recorded: what fails from here on is cleaned up when the next run starts.</summary>
    private async Task CleanUpAsync(string runId, CancellationToken handOver)
    {
        await TryAsync(async () =>
        {
            if (await services.Files.FindPlanAsync(model, runId, handOver) is { } plan)
                await new HalfSweepDriver(grains, plan, journal, faults).ReleaseAsync();
        });

        // Whether or not every block heard: a block on a silo that is being lost must not keep the files.
        await TryAsync(() => services.Files.DeleteRunAsync(model, runId, handOver));
    }

    private static async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault))
        {
            return;
        }
    }
}
