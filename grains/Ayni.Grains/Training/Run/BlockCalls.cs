using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>Calls to the blocks of a run; what a lost silo breaks is called again.</summary>
internal sealed class BlockCalls(IGrainFactory grains, TransientFaults faults)
{
    /// <summary>Has a block solve.</summary>
    /// <returns>Its report, and how often it was called for it, from 1.</returns>
    /// <exception cref="LostFactorsException">Factors it needs went with a silo.</exception>
    public async Task<(HalfSweepReport Report, int Calls)> SolveAsync(
        FactorBlockKey block, HalfSweepOrder order, CancellationToken cancellationToken)
    {
        var calls = 0;
        var report = await faults.RetryAsync(
            call =>
            {
                calls = call;
                return BlockOf(block).Solve(order, cancellationToken);
            },
            cancellationToken);
        return (report, calls);
    }

    /// <summary>Waits until all blocks have stored a half-sweep that they were ordered to store.</summary>
    /// <exception cref="LostFactorsException">A block was lost before it had.</exception>
    public Task WhenStoredAsync(RunPlan plan, int halfSweep, CancellationToken cancellationToken) => Task.WhenAll(
        BlocksOf(plan, RunPlan.SideOf(halfSweep)).Select(block => faults.RetryAsync(
            () => block.WhenStored(halfSweep, cancellationToken), cancellationToken)));

    /// <summary>Frees the blocks of both sides. What cannot be reached frees itself when its silo stops.</summary>
    public async Task ReleaseAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        foreach (var side in new[] { FactorSide.Users, FactorSide.Products })
        {
            try
            {
                await Task.WhenAll(BlocksOf(plan, side).Select(block => block.Release(cancellationToken)));
            }
            catch (Exception fault) when (TransientFaults.IsTransient(fault))
            {
                continue;
            }
        }
    }

    private IEnumerable<IFactorBlockGrain> BlocksOf(RunPlan plan, FactorSide side) =>
        Enumerable.Range(0, plan.Blocks(side)).Select(block => BlockOf(plan.Key(side, block)));

    private IFactorBlockGrain BlockOf(FactorBlockKey block) => grains.GetGrain<IFactorBlockGrain>(block.ToString());
}
