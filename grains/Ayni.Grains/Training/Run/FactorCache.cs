using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Ayni.GrainInterfaces.Training;
using Ayni.Numerics;

namespace Ayni.Grains.Training;

/// <summary>
/// The other side's factors, once per silo: whichever block asks first has every block of that side read and turned
/// into the principal axes, and the blocks of this silo share the one array. It holds one half-sweep a side and model.
/// </summary>
public sealed class FactorCache(IGrainFactory grains, TrainingScheduler scheduler)
{
    /// <summary>Blocks read at one time.</summary>
    public const int MaxParallelReads = 4;

    private readonly ConcurrentDictionary<int, RowSolverPool> _solvers = [];
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Model, FactorSide Side), Entry> _entries = [];
    private readonly Dictionary<(string Model, FactorSide Side, int Block), Offered> _offers = [];
    private long _blockReads;

    /// <summary>Blocks read since the silo started.</summary>
    public long BlockReads => Interlocked.Read(ref _blockReads);

    /// <summary>Row solvers of a rank, shared by the blocks of this silo.</summary>
    public RowSolverPool Solvers(int rank) => _solvers.GetOrAdd(rank, RowSolverPool.Exact);

    /// <summary>The side that a half-sweep solved, after it, as the next half-sweep holds it fixed.</summary>
    /// <param name="plan">Plan of the run.</param>
    /// <param name="halfSweep">The half-sweep.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<FixedSide> GetSideAsync(RunPlan plan, int halfSweep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var entry = GetOrAdd(plan, halfSweep);
        try
        {
            return await entry.Side.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (entry.Side.Value.IsFaulted)
        {
            Forget(entry);
            throw;
        }
    }

    /// <summary>All factors that a half-sweep left, rows × rank, in the axes they were solved in; not kept.</summary>
    public Task<float[]> ReadAsync(RunPlan plan, int halfSweep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Task.Run(() => ReadBlocksAsync(plan, halfSweep, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// A block of this silo gives its newest factors, which it does not change any more: they need not be asked for.
    /// </summary>
    public void Offer(FactorBlockKey block, int halfSweep, float[] factors)
    {
        lock (_gate)
            _offers[(block.Model, block.Side, block.Block)] = new(block.RunId, halfSweep, factors);
    }

    /// <summary>Frees what a run left here.</summary>
    public void Release(string model, string runId)
    {
        lock (_gate)
        {
            foreach (var (key, entry) in _entries)
            {
                if (key.Model == model && entry.RunId == runId)
                    _entries.Remove(key);
            }

            foreach (var (key, offered) in _offers)
            {
                if (key.Model == model && offered.RunId == runId)
                    _offers.Remove(key);
            }
        }
    }

    private Entry GetOrAdd(RunPlan plan, int halfSweep)
    {
        var key = (plan.Model, RunPlan.SideOf(halfSweep));
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var held) && held.RunId == plan.RunId && held.HalfSweep == halfSweep)
                return held;

            // Away from the caller's grain: its turn may end, by a crash for one, while others wait for the same read.
            var entry = new Entry(
                key, plan.RunId, halfSweep, new(() => Task.Run(() => MakeSideAsync(plan, halfSweep))));
            if (held is null || held.RunId != plan.RunId || held.HalfSweep < halfSweep)
                _entries[key] = entry;
            return entry;
        }
    }

    private void Forget(Entry entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Key, out var held) && ReferenceEquals(held, entry))
                _entries.Remove(entry.Key);
        }
    }

    private async Task<FixedSide> MakeSideAsync(RunPlan plan, int halfSweep)
    {
        // Not one caller's token: whoever else waits for the side wants it all the same.
        var factors = await ReadBlocksAsync(plan, halfSweep, CancellationToken.None);
        var (rank, weight) = (plan.Options.Rank, plan.Options.UnobservedWeight);
        return await scheduler.RunAsync(
            stop => FixedSide.Of(factors, rank, weight, parallel: scheduler.Parallel(stop)), CancellationToken.None);
    }

    private async Task<float[]> ReadBlocksAsync(RunPlan plan, int halfSweep, CancellationToken cancellationToken)
    {
        var side = RunPlan.SideOf(halfSweep);
        var starts = plan.BlockStarts(side);
        var rank = plan.Options.Rank;
        var factors = GC.AllocateUninitializedArray<float>(plan.Rows(side) * rank);
        using var reads = new SemaphoreSlim(MaxParallelReads);
        await Task.WhenAll(Enumerable.Range(0, starts.Length - 1).Select(async block =>
        {
            await reads.WaitAsync(cancellationToken);
            try
            {
                var target = factors.AsMemory(starts[block] * rank, (starts[block + 1] - starts[block]) * rank);
                Interlocked.Increment(ref _blockReads);
                if (FindOffer(plan.Key(side, block), halfSweep) is { } offered)
                    await Task.Run(() => offered.CopyTo(target.Span), cancellationToken);
                else
                    await ReadBlockAsync(plan.Key(side, block), halfSweep, rank, target, cancellationToken);
            }
            finally
            {
                reads.Release();
            }
        }));
        return factors;
    }

    private float[]? FindOffer(FactorBlockKey block, int halfSweep)
    {
        lock (_gate)
        {
            return _offers.TryGetValue((block.Model, block.Side, block.Block), out var offered)
                && offered.RunId == block.RunId && offered.HalfSweep == halfSweep
                ? offered.Factors
                : null;
        }
    }

    private async Task ReadBlockAsync(
        FactorBlockKey key, int halfSweep, int rank, Memory<float> target, CancellationToken cancellationToken)
    {
        var block = grains.GetGrain<IFactorBlockGrain>(key.ToString());
        var rowsPerPage = FactorPayload.MaxBytes / (rank * sizeof(float));
        var rows = target.Length / rank;
        for (var first = 0; first < rows; first += rowsPerPage)
        {
            var count = Math.Min(rowsPerPage, rows - first);
            var page = await block.ReadFactors(halfSweep, first, count, cancellationToken);
            if (page.Bytes.Length != count * rank * sizeof(float))
                throw new InvalidDataException($"Block {key} gave {page.Bytes.Length} bytes for {count} × {rank}.");
            page.Bytes.CopyTo(MemoryMarshal.AsBytes(target.Span.Slice(first * rank, count * rank)));
        }
    }

    private sealed record Offered(string RunId, int HalfSweep, float[] Factors);

    private sealed record Entry(
        (string Model, FactorSide Side) Key, string RunId, int HalfSweep, Lazy<Task<FixedSide>> Side);
}
