using System.Runtime.InteropServices;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Training;
using Ayni.Numerics;

namespace Ayni.Grains.Training;

/// <inheritdoc cref="IFactorBlockGrain"/>
[GrainType("factorblock"), BlockPlacement]
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

    private CheckpointWrites Writes => _writes ??= new(files, scheduler, _key, _release.Token);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = FactorBlockKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _release.CancelAsync();

    public async Task<HalfSweepReport> Solve(HalfSweepOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var either = Either(cancellationToken);
        var stop = either.Token;
        if (await FindAsync(order.HalfSweep, stop) is { } done)
        {
            Keep(done);
            if (order.Stores)
                Writes.Begin(done, order.KeptFrom);
            return done.Report with { FromCheckpoint = true };
        }

        var plan = await PlanAsync(stop);
        var solver = await SolverAsync(stop);
        var others = order.HalfSweep == 0
            ? null
            : await cache.GetSideAsync(plan, order.HalfSweep - 1, stop);
        var solved = await SolveAsync(solver, order, others, stop);
        Keep(solved);
        if (order.Stores)
            Writes.Begin(solved, order.KeptFrom);
        return solved.Report;
    }

    public async Task WhenStored(int halfSweep, CancellationToken cancellationToken = default)
    {
        using var either = Either(cancellationToken);
        if (!await Writes.WhenStoredAsync(halfSweep, either.Token))
            throw Lost(halfSweep);
    }

    public async Task<FactorPayload> ReadFactors(
        int halfSweep, int firstRow, int rowCount, CancellationToken cancellationToken = default)
    {
        using var either = Either(cancellationToken);
        var rank = (await PlanAsync(either.Token)).Options.Rank;
        var held = await FindAsync(halfSweep, either.Token) ?? throw Lost(halfSweep);
        var rows = held.Factors.AsSpan(firstRow * rank, rowCount * rank);
        return new(MemoryMarshal.AsBytes(rows).ToArray());
    }

    public async Task Release(CancellationToken cancellationToken = default)
    {
        await _release.CancelAsync();
        cache.Release(_key.Model, _key.RunId);
        DeactivateOnIdle();
    }

    public void Dispose() => _release.Dispose();

    /// <summary>Ends when the caller gives up, or the block is released.</summary>
    private CancellationTokenSource Either(CancellationToken cancellationToken) =>
        CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _release.Token);

    /// <summary>Solves away from this activation's turns; a row that has no solution is named by its id.</summary>
    private async Task<BlockCheckpoint> SolveAsync(
        BlockSolver solver, HalfSweepOrder order, FixedSide? others, CancellationToken cancellationToken)
    {
        try
        {
            return await scheduler.RunAsync(
                stop => solver.Solve(order, others, scheduler.Parallel(stop)), cancellationToken);
        }
        catch (NormalEquationException failure)
        {
            var plan = await PlanAsync(cancellationToken);
            var ids = await files.ReadIdsAsync(plan, _key.Side, cancellationToken);
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
