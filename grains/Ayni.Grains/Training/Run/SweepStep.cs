using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>Second step of a run: all half-sweeps, from the first or from where a crash left it.</summary>
public sealed class SweepStep(RunPlan plan, IRunJournal journal, HalfSweepDriver blocks, CheckpointClock clock)
{
    private (int HalfSweep, Task Stored)? _storing;

    /// <summary>Runs until the factors are final and stored.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await SweepAsync(cancellationToken);
                return;
            }
            catch (LostFactorsException) when (attempt < clock.MaxAttempts)
            {
                // Gone with a silo. What is stored is not: from there the same bits are made again.
                await ForgetStoringAsync();
            }
        }
    }

    /// <summary>
    /// Goes on after the newest pair of stored half-sweeps. Its own two are asked for again, for the loss: they are
    /// answered from checkpoints.
    /// </summary>
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var losses = new LossTracker();
        var first = Math.Max(0, journal.State.HalfSweepStored - 1);
        clock.Start();
        for (var halfSweep = first; halfSweep < plan.HalfSweeps; halfSweep++)
        {
            var stores = clock.Stores(halfSweep, plan.HalfSweeps);
            var order = new HalfSweepOrder(halfSweep, stores);
            var reports = await blocks.RunAsync(order, cancellationToken);
            if (losses.Add(halfSweep, reports) is { } loss)
                await journal.NoteAsync(journal.State.SweepDone(loss));
            if (stores)
                await BeginStoringAsync(halfSweep, cancellationToken);
        }

        await FinishStoringAsync();
    }

    /// <summary>Blocks store one half-sweep while they solve the next, not more; with no interval, before it.</summary>
    private async Task BeginStoringAsync(int halfSweep, CancellationToken cancellationToken)
    {
        await FinishStoringAsync();
        _storing = (halfSweep, blocks.WhenStoredAsync(halfSweep, cancellationToken));
        if (clock.StoresAll)
            await FinishStoringAsync();
    }

    private async Task FinishStoringAsync()
    {
        if (_storing is not { } storing)
            return;
        _storing = null;
        await storing.Stored;
        if (clock.Stored(storing.HalfSweep))
            await journal.SaveAsync(journal.State.HalfSweepsStored(storing.HalfSweep));
    }

    /// <summary>Its writes go on; nobody waits for them any more.</summary>
    private async Task ForgetStoringAsync()
    {
        if (_storing is { } storing)
            await storing.Stored.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _storing = null;
    }
}
