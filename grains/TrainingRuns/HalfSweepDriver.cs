namespace Ayni.TrainingRuns;

/// <summary>Has the blocks of a side solve, all at once, and asks those again that were lost.</summary>
public sealed class HalfSweepDriver(IGrainFactory grains, RunPlan plan, IRunJournal journal, TransientFaults faults)
{
    /// <summary>
    /// The newest half-sweep that was asked for before this driver was made: its blocks may be redone.
    /// </summary>
    private readonly int _askedBefore = journal.State.HalfSweepAsked;

    /// <summary>Runs a half-sweep to its end. What was done before is answered from checkpoints.</summary>
    /// <returns>Reports in order of block.</returns>
    public async Task<IReadOnlyList<HalfSweepReport>> RunAsync(
        int halfSweep, FactorPayload gramian, CancellationToken cancellationToken)
    {
        var side = RunPlan.SideOf(halfSweep);
        var blocks = plan.Blocks(side);
        var order = new HalfSweepOrder(halfSweep, gramian);
        await journal.SaveAsync(journal.State.HalfSweepStarted(halfSweep, blocks));
        var calls = Enumerable.Range(0, blocks)
            .Select(block => SolveAsync(plan.Key(side, block), order, cancellationToken))
            .ToArray();
        await FollowAsync(halfSweep, calls);
        var answers = await Task.WhenAll(calls);
        await journal.SaveAsync(journal.State.HalfSweepDone(halfSweep));
        return [.. answers.Select(answer => answer.Report)];
    }

    /// <summary>Gramian of the side that a half-sweep solved: passed from block to block in order.</summary>
    public async Task<FactorPayload> GramianAsync(int halfSweep, CancellationToken cancellationToken)
    {
        var side = RunPlan.SideOf(halfSweep);
        var sum = GramianSum.Zero(plan.Options.Rank);
        for (var block = 0; block < plan.Blocks(side); block++)
        {
            var (key, before) = (plan.Key(side, block).ToString(), sum);
            sum = await faults.RetryAsync(
                _ => grains.GetGrain<IFactorBlockGrain>(key).AddGramian(halfSweep, before), cancellationToken);
        }

        return sum;
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
        var askedBefore = attempts > 1 || order.HalfSweep <= _askedBefore;
        return new(report, askedBefore && !report.FromCheckpoint);
    }

    /// <summary>Journals the blocks as they are done; those that are done during one write share the next.</summary>
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
            await journal.SaveAsync(
                journal.State.BlocksDone(halfSweep, calls.Length - waiting.Count, calls.Length, redone));
        }
    }

    private sealed record Answer(HalfSweepReport Report, bool WasRedone);
}
