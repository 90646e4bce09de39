using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>Has the blocks of a side solve, all at once, and asks those again that were lost.</summary>
public sealed class HalfSweepDriver(IGrainFactory grains, RunPlan plan, IRunJournal journal, TransientFaults faults)
{
    /// <summary>The newest half-sweep asked for so far: its blocks may be redone.</summary>
    private int _asked = journal.State.HalfSweepAsked;

    /// <summary>Runs a half-sweep to its end. What was done before is answered from checkpoints.</summary>
    /// <returns>Reports in order of block.</returns>
    /// <exception cref="LostFactorsException">Factors it needs went with a silo.</exception>
    public async Task<IReadOnlyList<HalfSweepReport>> RunAsync(
        HalfSweepOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var side = RunPlan.SideOf(order.HalfSweep);
        var blocks = plan.Blocks(side);
        await journal.NoteAsync(journal.State.HalfSweepStarted(order.HalfSweep, blocks));
        var calls = Enumerable.Range(0, blocks)
            .Select(block => SolveAsync(plan.Key(side, block), order, cancellationToken))
            .ToArray();
        await FollowAsync(order.HalfSweep, calls);
        var answers = await Task.WhenAll(calls);
        _asked = Math.Max(_asked, order.HalfSweep);
        await journal.NoteAsync(journal.State.HalfSweepDone(order.HalfSweep));
        return [.. answers.Select(answer => answer.Report)];
    }

    /// <summary>Waits until all blocks have stored a half-sweep that they were ordered to store.</summary>
    /// <exception cref="LostFactorsException">A block was lost before it had.</exception>
    public Task WhenStoredAsync(int halfSweep, CancellationToken cancellationToken)
    {
        var side = RunPlan.SideOf(halfSweep);
        return Task.WhenAll(Enumerable.Range(0, plan.Blocks(side))
            .Select(block => plan.Key(side, block).ToString())
            .Select(key => faults.RetryAsync(
                () => grains.GetGrain<IFactorBlockGrain>(key).WhenStored(halfSweep), cancellationToken)));
    }

    /// <summary>Frees the blocks of both sides. What cannot be reached frees itself when its silo stops.</summary>
    public async Task ReleaseAsync()
    {
        foreach (var side in new[] { FactorSide.Users, FactorSide.Products })
        {
            var releases = Enumerable.Range(0, plan.Blocks(side))
                .Select(block => grains.GetGrain<IFactorBlockGrain>(plan.Key(side, block).ToString()).Release());
            try
            {
                await Task.WhenAll(releases);
            }
            catch (Exception fault) when (TransientFaults.IsTransient(fault))
            {
                continue;
            }
        }
    }

    private async Task<Answer> SolveAsync(FactorBlockKey key, HalfSweepOrder order, CancellationToken cancellationToken)
    {
        var attempts = 0;
        var report = await faults.RetryAsync(
            attempt =>
            {
                attempts = attempt;
                return grains.GetGrain<IFactorBlockGrain>(key.ToString()).Solve(order);
            },
            cancellationToken);
        var askedBefore = attempts > 1 || order.HalfSweep <= _asked;
        return new(report, askedBefore && !report.FromCheckpoint);
    }

    /// <summary>Journals the blocks as they are done.</summary>
    private async Task FollowAsync(int halfSweep, Task<Answer>[] calls)
    {
        var waiting = calls.ToList();
        while (waiting.Count > 0)
        {
            await Task.WhenAny(waiting);
            var done = waiting.Where(call => call.IsCompleted).ToList();
            waiting.RemoveAll(done.Contains);
            var answers = await Task.WhenAll(done);
            var redone = answers.Count(answer => answer.WasRedone);
            await journal.NoteAsync(
                journal.State.BlocksDone(halfSweep, calls.Length - waiting.Count, calls.Length, redone));
        }
    }

    private sealed record Answer(HalfSweepReport Report, bool WasRedone);
}
