using System.Runtime.InteropServices;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Training;
using Ayni.Numerics;
using Orleans.Placement;

namespace Ayni.Grains.Training;

/// <inheritdoc cref="IFactorBlockGrain"/>
/// <remarks>
/// Placed at random: all blocks are made at the same moment, when placement by load still sees empty silos everywhere
/// and puts most of them on one.
/// </remarks>
[RandomPlacement]
public sealed class FactorBlockGrain(RunFiles files, FactorCache cache, TrainingScheduler scheduler)
    : Grain, IFactorBlockGrain, IDisposable
{
    /// <summary>
    /// Half-sweeps whose factors are kept: the newest, and the one before for a caller that is behind.
    /// </summary>
    private const int KeptCheckpoints = 2;

    private readonly SortedDictionary<int, BlockCheckpoint> _checkpoints = [];
    private readonly CancellationTokenSource _release = new();
    private CheckpointWrites? _writes;
    private FactorBlockKey _key;
    private RunPlan? _plan;
    private BlockSolver? _solver;

    private CheckpointWrites Writes => _writes ??= new CheckpointWrites(files, scheduler, _key);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = FactorBlockKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _release.CancelAsync();

    public async Task<HalfSweepReport> Solve(HalfSweepOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var released = _release.Token;
        if (await FindAsync(order.HalfSweep, released) is { } done)
        {
            Keep(done);
            if (order.Stores)
                Writes.Begin(done, released);
            return done.Report with { FromCheckpoint = true };
        }

        var plan = await PlanAsync(released);
        var solver = await SolverAsync(released);
        var others = order.HalfSweep == 0
            ? null
            : await cache.GetSideAsync(plan, order.HalfSweep - 1, released);
        var solved = await SolveAsync(solver, order, others, released);
        Keep(solved);
        if (order.Stores)
            Writes.Begin(solved, released);
        return solved.Report;
    }

    public async Task WhenStored(int halfSweep)
    {
        if (!await Writes.WhenStoredAsync(halfSweep, _release.Token))
            throw Lost(halfSweep);
    }

    public async Task<FactorPayload> ReadFactors(int halfSweep, int firstRow, int rowCount)
    {
        var rank = (await PlanAsync(_release.Token)).Options.Rank;
        var factors = (await GetAsync(halfSweep)).Factors;
        var rows = factors.AsSpan(firstRow * rank, rowCount * rank);
        return new(MemoryMarshal.AsBytes(rows).ToArray());
    }

    public async Task Release()
    {
        await _release.CancelAsync();
        cache.Release(_key.Model, _key.RunId);
        DeactivateOnIdle();
    }

    public void Dispose() => _release.Dispose();

    /// <summary>Solves away from this activation's turns; a row that has no solution is named by its id.</summary>
    private async Task<BlockCheckpoint> SolveAsync(
        BlockSolver solver, HalfSweepOrder order, FixedSide? others, CancellationToken released)
    {
        try
        {
            return await scheduler.RunAsync(stop => solver.Solve(order, others, scheduler.Parallel(stop)), released);
        }
        catch (NormalEquationException failure)
        {
            var plan = await PlanAsync(released);
            var ids = await files.ReadIdsAsync(plan, _key.Side, released);
            throw new AyniException(
                ErrorCodes.ModelRefused,
                $"In half-sweep {order.HalfSweep} of {plan.HalfSweeps}, {FactorBlockKey.NameOf(_key.Side)} row "
                + $"{failure.Row} ('{ids[failure.Row]}'): {failure.Message}");
        }
    }

    private async Task<BlockSolver> SolverAsync(CancellationToken cancellationToken)
    {
        if (_solver is null)
        {
            var plan = await PlanAsync(cancellationToken);
            var rows = await files.ReadRowsAsync(plan, _key, cancellationToken);
            _solver = new(
                plan, _key.Side, plan.BlockStarts(_key.Side)[_key.Block], rows, cache.Solvers(plan.Options.Rank));
        }

        return _solver;
    }

    private async Task<RunPlan> PlanAsync(CancellationToken cancellationToken) =>
        _plan ??= await files.FindPlanAsync(_key.Model, _key.RunId, cancellationToken)
            ?? throw new AyniException(
                ErrorCodes.NotFound,
                $"Run '{_key.RunId}' of model '{_key.Model}' has no snapshot; it is over. Start a new one.");

    private async Task<BlockCheckpoint> GetAsync(int halfSweep) =>
        await FindAsync(halfSweep, _release.Token) ?? throw Lost(halfSweep);

    private LostFactorsException Lost(int halfSweep) => new(
        $"Block {_key} neither holds nor stored its factors of half-sweep {halfSweep}; have it solve that first.");

    private async Task<BlockCheckpoint?> FindAsync(int halfSweep, CancellationToken cancellationToken)
    {
        if (_checkpoints.TryGetValue(halfSweep, out var held))
            return held;

        // Stored half-sweeps are not newer than held ones, so that a run that goes its way does not ask the store.
        if (_checkpoints.Count > 0 && halfSweep > _checkpoints.Keys.Last())
            return null;
        if (await files.FindCheckpointAsync(_key, halfSweep, cancellationToken) is not { } stored)
            return null;
        if (_checkpoints.Count == 0)
            Keep(stored);
        return stored;
    }

    /// <summary>
    /// Keeps it with the newest of the others. Where it is the oldest, a run goes back to it, with the same bits again:
    /// then the newest, which the run comes to last, makes room.
    /// </summary>
    private void Keep(BlockCheckpoint checkpoint)
    {
        var halfSweep = checkpoint.Report.HalfSweep;
        _checkpoints[halfSweep] = checkpoint;
        while (_checkpoints.Count > KeptCheckpoints)
        {
            var oldest = _checkpoints.Keys.First();
            _checkpoints.Remove(oldest == halfSweep ? _checkpoints.Keys.Last() : oldest);
        }

        cache.Offer(_key, halfSweep, checkpoint.Factors);
    }
}
