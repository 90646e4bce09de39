using System.Runtime.InteropServices;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>The files of a run in the model store.</summary>
public sealed class RunFiles(IModelStore store)
{
    /// <summary>The plan of a run; null while there is none.</summary>
    public async Task<RunPlan?> FindPlanAsync(string model, string runId, CancellationToken cancellationToken) =>
        await store.ReadAsync(RunKeys.Plan(model, runId), cancellationToken) is { } bytes
            ? RunPlan.FromBytes(bytes)
            : null;

    /// <summary>Writes a snapshot: blocks, events, ids, hold-out, then the plan.</summary>
    public async Task WriteSnapshotAsync(
        RunPlan plan, Snapshot snapshot, CsrMatrix byProduct, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(snapshot);
        await WriteBlocksAsync(plan, FactorSide.Users, snapshot.ByUser, cancellationToken);
        await WriteBlocksAsync(plan, FactorSide.Products, byProduct, cancellationToken);
        await WriteEventsAsync(plan, snapshot.Events, cancellationToken);
        await WriteAsync(
            RunKeys.Ids(plan.Model, plan.RunId, FactorSide.Users), IdList.ToBytes(snapshot.UserIds), cancellationToken);
        await WriteAsync(
            RunKeys.Ids(plan.Model, plan.RunId, FactorSide.Products), IdList.ToBytes(snapshot.ProductIds),
            cancellationToken);
        await WriteAsync(RunKeys.HeldOut(plan.Model, plan.RunId), snapshot.HeldOut.ToBytes(), cancellationToken);
        await WriteAsync(
            RunKeys.Popularity(plan.Model, plan.RunId),
            MemoryMarshal.AsBytes(snapshot.Popularity.AsSpan()).ToArray(), cancellationToken);
        await WriteAsync(RunKeys.Searched(plan.Model, plan.RunId), snapshot.Searched.ToBytes(), cancellationToken);
        await WriteAsync(RunKeys.Compared(plan.Model, plan.RunId), snapshot.Compared.ToBytes(), cancellationToken);
        await WritePlanAsync(plan, cancellationToken);
    }

    /// <summary>Writes the plan, over one that was there.</summary>
    public Task WritePlanAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return WriteAsync(RunKeys.Plan(plan.Model, plan.RunId), plan.ToBytes(), cancellationToken);
    }

    /// <summary>Entries of a block, checked against the plan's hash.</summary>
    public async Task<CsrMatrix> ReadRowsAsync(RunPlan plan, FactorBlockKey block, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var rows = CsrMatrix.FromBytes(await ReadAsync(RunKeys.Rows(block), cancellationToken));
        var (hash, expected) = (rows.ContentHash(), plan.BlockHashes(block.Side)[block.Block]);
        return hash == expected
            ? rows
            : throw new InvalidDataException($"The entries of block {block} hash to {hash}, not to {expected}.");
    }

    /// <summary>Entries of all blocks of a side, one below the other.</summary>
    public async Task<CsrMatrix> ReadAllRowsAsync(RunPlan plan, FactorSide side, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var starts = new List<int>(plan.Rows(side) + 1) { 0 };
        var (columns, values) = (new List<int>(), new List<float>());
        for (var block = 0; block < plan.Blocks(side); block++)
        {
            var rows = await ReadRowsAsync(plan, plan.Key(side, block), cancellationToken);
            var before = columns.Count;
            for (var row = 1; row <= rows.Rows; row++)
                starts.Add(before + rows.RowStarts[row]);
            columns.AddRange(rows.ColumnIndices);
            values.AddRange(rows.Values);
        }

        return new CsrMatrix(
            plan.Rows(side), plan.Rows(RunPlan.Other(side)), [.. starts], [.. columns], [.. values]);
    }

    /// <summary>What the users of all blocks did.</summary>
    public async Task<ShopperEvents> ReadEventsAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var slices = new List<ShopperEvents>();
        for (var block = 0; block < plan.Blocks(FactorSide.Users); block++)
        {
            slices.Add(ShopperEvents.FromBytes(
                await ReadAsync(RunKeys.Events(plan.Key(FactorSide.Users, block)), cancellationToken)));
        }

        return ShopperEvents.Join(slices);
    }

    /// <summary>Whether the parts of a run are fitted.</summary>
    public async Task<bool> HasPartsAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return (await store.ListAsync(RunKeys.Parts(plan.Model, plan.RunId), cancellationToken)).Count > 0;
    }

    /// <summary>Writes the fitted parts.</summary>
    public Task WritePartsAsync(RunPlan plan, FittedParts parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(parts);
        return WriteAsync(RunKeys.Parts(plan.Model, plan.RunId), parts.ToBytes(), cancellationToken);
    }

    /// <summary>The fitted parts.</summary>
    public async Task<FittedParts> ReadPartsAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return FittedParts.FromBytes(await ReadAsync(RunKeys.Parts(plan.Model, plan.RunId), cancellationToken));
    }

    public async Task<string[]> ReadIdsAsync(RunPlan plan, FactorSide side, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return IdList.FromBytes(await ReadAsync(RunKeys.Ids(plan.Model, plan.RunId, side), cancellationToken));
    }

    public async Task<CsrMatrix> ReadHeldOutAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return CsrMatrix.FromBytes(await ReadAsync(RunKeys.HeldOut(plan.Model, plan.RunId), cancellationToken));
    }

    /// <summary>What is held out of the search alone; users × products.</summary>
    public async Task<CsrMatrix> ReadSearchedAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return CsrMatrix.FromBytes(await ReadAsync(RunKeys.Searched(plan.Model, plan.RunId), cancellationToken));
    }

    /// <summary>
    /// Those of the held-out pairs that the active version was not trained on either; users × products.
    /// </summary>
    public async Task<CsrMatrix> ReadComparedAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return CsrMatrix.FromBytes(await ReadAsync(RunKeys.Compared(plan.Model, plan.RunId), cancellationToken));
    }

    public async Task<float[]> ReadPopularityAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var bytes = await ReadAsync(RunKeys.Popularity(plan.Model, plan.RunId), cancellationToken);
        return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    /// <summary>A block's checkpoint after a half-sweep; null if it has none.</summary>
    public async Task<BlockCheckpoint?> FindCheckpointAsync(
        FactorBlockKey block, int halfSweep, CancellationToken cancellationToken) =>
        await store.ReadAsync(RunKeys.Checkpoint(block, halfSweep), cancellationToken) is { } bytes
            ? BlockCheckpoint.FromBytes(bytes)
            : null;

    /// <summary>Whether a block has a checkpoint of a half-sweep.</summary>
    public async Task<bool> HasCheckpointAsync(
        FactorBlockKey block, int halfSweep, CancellationToken cancellationToken) =>
        (await store.ListAsync(RunKeys.Checkpoint(block, halfSweep), cancellationToken)).Count > 0;

    /// <summary>
    /// Writes a checkpoint, and deletes those of the block that no run goes back to any more. Which those are only the
    /// journal of the run says: how many are newer says nothing where another activation stored other half-sweeps.
    /// </summary>
    /// <param name="block">Block.</param>
    /// <param name="halfSweep">Half-sweep of the checkpoint.</param>
    /// <param name="keptFrom">The oldest half-sweep that is kept.</param>
    /// <param name="checkpoint">What <see cref="BlockCheckpoint.ToBytes"/> made.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public async Task WriteCheckpointAsync(
        FactorBlockKey block, int halfSweep, int keptFrom, byte[] checkpoint, CancellationToken cancellationToken)
    {
        await WriteAsync(RunKeys.Checkpoint(block, halfSweep), checkpoint, cancellationToken);
        var oldest = RunKeys.Checkpoint(block, keptFrom);
        foreach (var key in await store.ListAsync(RunKeys.Checkpoints(block), cancellationToken))
        {
            if (string.CompareOrdinal(key, oldest) < 0)
                await store.DeleteAsync(key, cancellationToken);
        }
    }

    /// <summary>Deletes all files of a run.</summary>
    public Task DeleteRunAsync(string model, string runId, CancellationToken cancellationToken) =>
        store.DeleteAsync(RunKeys.Run(model, runId), cancellationToken);

    /// <summary>Deletes what runs of a model left behind when their last step was lost.</summary>
    public Task DeleteAllRunsAsync(string model, CancellationToken cancellationToken) =>
        store.DeleteAsync(RunKeys.Model(model), cancellationToken);

    private async Task WriteBlocksAsync(
        RunPlan plan, FactorSide side, CsrMatrix rows, CancellationToken cancellationToken)
    {
        var starts = plan.BlockStarts(side);
        for (var block = 0; block < starts.Length - 1; block++)
        {
            var slice = rows.SliceRows(starts[block], starts[block + 1] - starts[block]);
            await WriteAsync(RunKeys.Rows(plan.Key(side, block)), slice.ToBytes(), cancellationToken);
        }
    }

    private async Task WriteEventsAsync(RunPlan plan, ShopperEvents events, CancellationToken cancellationToken)
    {
        var starts = plan.BlockStarts(FactorSide.Users);
        for (var block = 0; block < starts.Length - 1; block++)
        {
            var slice = events.Slice(starts[block], starts[block + 1] - starts[block]);
            await WriteAsync(RunKeys.Events(plan.Key(FactorSide.Users, block)), slice.ToBytes(), cancellationToken);
        }
    }

    private Task WriteAsync(string key, byte[] value, CancellationToken cancellationToken) =>
        store.WriteAsync(key, value, cancellationToken);

    private async Task<byte[]> ReadAsync(string key, CancellationToken cancellationToken) =>
        await store.ReadAsync(key, cancellationToken)
        ?? throw new AyniException(
            ErrorCodes.NotFound,
            $"The model store has no '{key}'; the run is over or its files were deleted. Start a new run.");
}
