using System.Threading.Channels;
using Ayni.Domain.Consents;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Orleans.Storage;

namespace Ayni.Grains.Training;

/// <summary>
/// Does what <see cref="RunMachine"/> wants done and tells it what came of that. Runs on the trainer's activation,
/// between the trainer's calls; decides nothing itself.
/// </summary>
internal sealed class RunDriver(
    string model, RunJournal journal, IGrainFactory grains, RunServices services, TransientFaults faults) : IDisposable
{
    private readonly Channel<RunEvent> _events = Channel.CreateUnbounded<RunEvent>(new() { SingleReader = true });
    private readonly CancellationTokenSource _abandon = new();
    private readonly BlockCalls _blocks = new(grains, faults);
    private readonly SearchStep _search = new(services);
    private readonly DateTimeOffset _begun = services.Time.GetUtcNow();
    private readonly long _timestamp = services.Time.GetTimestamp();
    private Task _cleaningUp = Task.CompletedTask;

    /// <summary>
    /// Runs to the end, which is durable when this returns, unless the run is handed over. Files are not touched after
    /// it has returned.
    /// </summary>
    /// <param name="cancel">Ends the run as cancelled.</param>
    /// <param name="handOver">Leaves the run as it is, for another activation to go on with.</param>
    /// <exception cref="InconsistentStateException">Somebody else drives the run now.</exception>
    public async Task RunAsync(CancellationToken cancel, CancellationToken handOver)
    {
        using var onCancel = cancel.Register(() => Tell(new RunEvent.CancelAsked()));
        using var onHandOver = handOver.Register(() => Tell(new RunEvent.HandOverAsked()));
        try
        {
            var state = RunMachineState.Begin(journal.State, services.HostOptions);
            var observer = new RunObserver(services.Metrics, state.Run.Status, _begun);
            Tell(new RunEvent.Resumed());
            while (!state.IsOver && await _events.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (!state.IsOver && _events.Reader.TryRead(out var happened))
                {
                    (state, var commands) = RunMachine.Next(state, happened);
                    observer.See(state.Run.Status, happened.At);
                    foreach (var command in commands)
                        await BeginAsync(command, handOver);
                }
            }
        }
        catch (OperationCanceledException) when (handOver.IsCancellationRequested)
        {
            // A write that was under way: whoever takes the run up reads what is durable.
            return;
        }
        finally
        {
            await _abandon.CancelAsync();
            await _cleaningUp;
        }
    }

    public void Dispose() => _abandon.Dispose();

    /// <summary>From whichever thread.</summary>
    private void Tell(RunEvent happened) =>
        _events.Writer.TryWrite(happened with { At = _begun + services.Time.GetElapsedTime(_timestamp) });

    /// <summary>Begins a command; what takes time goes on in turns of its own.</summary>
    private async Task BeginAsync(RunCommand command, CancellationToken handOver)
    {
        switch (command)
        {
            case RunCommand.Note note:
                await journal.NoteAsync(note.Run);
                break;
            case RunCommand.Abandon:
                await _abandon.CancelAsync();
                break;
            case RunCommand.CleanUp:
                _cleaningUp = FollowAsync(command, handOver);
                break;
            default:
                _ = FollowAsync(command, handOver);
                break;
        }
    }

    private async Task FollowAsync(RunCommand command, CancellationToken handOver)
    {
        try
        {
            Tell(await DoAsync(command, handOver));
        }
        catch (Exception fault) when (fault is InconsistentStateException || command is RunCommand.Save)
        {
            // What failed is the record of the run, or somebody else drives it: nothing more is decided here.
            _events.Writer.TryComplete(fault);
        }
        catch (Exception) when (_abandon.IsCancellationRequested)
        {
            // Abandoned on purpose: the machine has moved on and waits for nothing from here.
            return;
        }
        catch (Exception fault)
        {
            Tell(OutcomeOf(command, fault));
        }
    }

    private async Task<RunEvent> DoAsync(RunCommand command, CancellationToken handOver)
    {
        var stop = _abandon.Token;
        switch (command)
        {
            case RunCommand.Save save:
                await journal.SaveAsync(save.Run);
                return new RunEvent.Saved(save.Run);
            case RunCommand.MakeSnapshot:
                return new RunEvent.SnapshotMade(await MakeSnapshotAsync(stop));
            case RunCommand.Try trial:
                return new RunEvent.Tried(
                    trial.Number,
                    await faults.RetryAsync(_ => _search.RunAsync(trial.Plan, trial.Trial, stop), stop));
            case RunCommand.SettleSearch settle:
                _search.Forget();
                await faults.RetryAsync(() => services.Files.WritePlanAsync(settle.Plan, stop), stop);
                return new RunEvent.SearchSettled(settle.Plan);
            case RunCommand.Solve solve:
                var (report, calls) = await _blocks.SolveAsync(solve.Block, solve.Order, stop);
                return new RunEvent.BlockSolved(solve.Attempt, solve.Block, report, calls);
            case RunCommand.AwaitStored stored:
                await _blocks.WhenStoredAsync(stored.Plan, stored.HalfSweep, stop);
                return new RunEvent.HalfSweepStored(stored.Attempt, stored.HalfSweep);
            case RunCommand.FitParts fit:
                var fitting = new FitStep(services);
                await faults.RetryAsync(() => fitting.RunAsync(fit.Plan, stop), stop);
                return new RunEvent.PartsFitted();
            case RunCommand.Judge judge:
                var judging = new JudgeStep(services);
                return new RunEvent.Judged(await faults.RetryAsync(_ => judging.RunAsync(judge.Plan, stop), stop));
            case RunCommand.Publish publish:
                var publishing = new PublishStep(services, grains);
                await faults.RetryAsync(() => publishing.RunAsync(publish, stop), stop);
                return new RunEvent.Published();
            case RunCommand.CleanUp cleanUp:
                await CleanUpAsync(cleanUp.RunId, handOver);
                return new RunEvent.CleanedUp();
            default:
                throw new InvalidOperationException($"No way to do {command.GetType().Name}.");
        }
    }

    private static RunEvent OutcomeOf(RunCommand command, Exception fault)
    {
        var (step, attempt) = command switch
        {
            RunCommand.Solve solve => (RunStage.Sweep, solve.Attempt),
            RunCommand.AwaitStored stored => (RunStage.Sweep, stored.Attempt),
            RunCommand.MakeSnapshot => (RunStage.Snapshot, 0),
            RunCommand.Try or RunCommand.SettleSearch => (RunStage.Search, 0),
            RunCommand.FitParts => (RunStage.Fit, 0),
            RunCommand.Judge => (RunStage.Judge, 0),
            RunCommand.Publish => (RunStage.Publish, 0),
            _ => (RunStage.CleanUp, 0),
        };
        return fault switch
        {
            LostFactorsException lost when step == RunStage.Sweep => new RunEvent.FactorsLost(attempt, lost.Message),
            ModelRefusedException refusal => new RunEvent.StepFailed(
                step, attempt, TrainingPhase.Refused, refusal.Message, refusal.Metrics),
            AyniException { Code: ErrorCodes.ModelRefused } refusal => new RunEvent.StepFailed(
                step, attempt, TrainingPhase.Refused, refusal.Message, null),
            AyniException refusal => new RunEvent.StepFailed(
                step, attempt, TrainingPhase.Failed, refusal.Message, null),
            _ => new RunEvent.StepFailed(
                step, attempt, TrainingPhase.Failed, $"{fault.GetType().Name}: {fault.Message}", null),
        };
    }

    private Task<RunPlan> MakeSnapshotAsync(CancellationToken stop)
    {
        var status = journal.State.Status;
        var (runId, options, position) = (status.RunId!, status.Options!, status.AsOfPosition!.Value);
        var allowed = services.Consents.LogOf(Purpose.Training, position);
        var step = new SnapshotStep(allowed, services.Files, journal.RowsRead, services.Erasures);
        return faults.RetryAsync(
            async _ =>
            {
                var active = await FindActiveAsync(runId, stop);
                return await services.Scheduler.RunAsync(
                    token => step.RunAsync(model, runId, options, position, active, token), stop);
            },
            stop);
    }

    /// <summary>The version that answers now: what the new one is compared with.</summary>
    private async Task<ModelVersion?> FindActiveAsync(string runId, CancellationToken stop)
    {
        var registry = await grains.GetGrain<IModelRegistryGrain>(model).Get(stop);
        return registry.ActiveVersion == runId ? null : registry.Find(registry.ActiveVersion);
    }

    /// <summary>The end is durable: what fails from here on is cleaned up when the next run starts.</summary>
    private async Task CleanUpAsync(string runId, CancellationToken handOver)
    {
        await TryAsync(async () =>
        {
            if (await services.Files.FindPlanAsync(model, runId, handOver) is { } plan)
                await _blocks.ReleaseAsync(plan, handOver);
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
