using System.Collections.Immutable;
using Ayni.Grains.Catalog;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Ayni.Grains.Answering;

/// <inheritdoc cref="ISliceService"/>
[Reentrant]
internal sealed class SliceService(GrainId id, Silo silo, ILoggerFactory loggers, CatalogIndex index, SliceScans scans)
    : GrainService(id, silo, loggers), ISliceService
{
    public async Task<ImmutableArray<GatheredSlice>> Gather(
        SliceKey key, GatherRequest request, CancellationToken cancellationToken) =>
        await TableAsync(key, cancellationToken) is { } table
            ? [.. SliceScans.Gather(table, key.Partitions, request)]
            : [];

    public async Task<ImmutableArray<FoundSlice>> Find(
        SliceKey key, SliceQuestion question, CancellationToken cancellationToken) =>
        await TableAsync(key, cancellationToken) is { } table
            ? [.. await scans.FindAsync(table, key.Partitions, question, cancellationToken)]
            : [];

    public Task<int[]> Held(SliceKey key, CancellationToken cancellationToken) => Task.FromResult<int[]>(
        index.Find(key.Table)?.Slices is { } slices && slices.Partitions.Count == key.Count
            ? [.. key.Partitions.Where(slices.Held.ContainsKey)]
            : []);

    // A version that is not here yet is loaded: the registry has every silo load it before any answers with it, but a
    // count of the log without a model is made by who asks first.
    private async Task<IndexTable?> TableAsync(SliceKey key, CancellationToken cancellationToken)
    {
        var table = index.Find(key.Table) ?? await index.GetAsync(key.Table, cancellationToken);
        return table.Slices?.Partitions.Count == key.Count ? table : null;
    }
}
