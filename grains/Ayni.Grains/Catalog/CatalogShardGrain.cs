using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Catalog;

namespace Ayni.Grains.Catalog;

/// <summary>
/// Holds the tables of the versions used last. Queries and loads interleave with everything: tables change only in the
/// synchronous stretches between awaits. Refreshes come one after another, so that an older reading of a product never
/// overwrites a newer one; a table being loaded while one comes reads those products again before it is used.
/// </summary>
public sealed class CatalogShardGrain(ICatalogStore catalog, ShardTableLoader loader, CatalogShardOptions options)
    : Grain, ICatalogShardGrain
{
    /// <summary>Tables kept: the active version, the one before, and one about to be activated.</summary>
    public const int MaxTables = 3;

    // Used last comes last.
    private readonly List<Slot> _slots = [];

    private int Shard => (int)this.GetPrimaryKeyLong();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Shard < 0 || Shard >= options.Shards)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"There is no catalogue shard {Shard}: the shards are 0 to {options.Shards - 1}.");
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Load(string modelName, string version) => GetTableAsync(new ShardTableKey(modelName, version, 0));

    /// <inheritdoc/>
    public async Task<ShardAnswer> FindTop(ShardQuery query)
    {
        if (query.Count is < 1 or > ShardQuery.MaxCount)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"Count is {query.Count}; it must be from 1 to {ShardQuery.MaxCount}.");
        }

        var table = await GetTableAsync(ShardTableKey.Of(query));
        return table.Find(query);
    }

    /// <inheritdoc/>
    public async Task Refresh(ImmutableArray<string> productIds)
    {
        if (productIds.Length > CatalogShardOptions.MaxRefresh)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{productIds.Length} products; refresh at most {CatalogShardOptions.MaxRefresh} at once.");
        }

        foreach (var slot in _slots.Where(slot => slot.Table is null))
            slot.ReadAgain.UnionWith(productIds);

        // A load that starts from here on reads what was written before this call.
        await RefreshAsync([.. _slots.Select(slot => slot.Table).OfType<ShardTable>()], productIds);
    }

    private async Task<ShardTable> GetTableAsync(ShardTableKey key)
    {
        var slot = _slots.Find(slot => slot.Key == key);
        if (slot is not null)
            _slots.Remove(slot);
        slot ??= new Slot(key);
        _slots.Add(slot);
        try
        {
            return await (slot.Loading ??= LoadAsync(slot));
        }
        catch
        {
            // A failure is not kept: the next query tries again.
            _slots.Remove(slot);
            throw;
        }
    }

    private async Task<ShardTable> LoadAsync(Slot slot)
    {
        var table = await loader.LoadAsync(slot.Key, Shard, options.Shards);
        while (slot.ReadAgain.Count > 0)
        {
            ImmutableArray<string> productIds = [.. slot.ReadAgain];
            slot.ReadAgain.Clear();
            await RefreshAsync([table], productIds);
        }

        slot.Table = table;
        var loaded = _slots.Where(other => other.Table is not null).ToArray();
        foreach (var old in loaded.Take(loaded.Length - MaxTables))
            _slots.Remove(old);
        return table;
    }

    private async Task RefreshAsync(IReadOnlyList<ShardTable> tables, ImmutableArray<string> productIds)
    {
        var entries = await ReadAsync([.. productIds.Where(id => tables.Any(table => table.Holds(id))).Distinct()]);

        // Once it is not empty it stays so for a table: deleting the last product must not bring others back.
        var isEmpty = tables.Any(table => table.IsCatalogueEmpty) && (await catalog.GetPageAsync(null, 1)).Count == 0;
        foreach (var table in tables)
        {
            table.Apply(entries.Where(entry => table.Holds(entry.ProductId)));
            table.IsCatalogueEmpty &= isEmpty;
        }
    }

    private async Task<List<(string ProductId, Product? Product)>> ReadAsync(ImmutableArray<string> productIds)
    {
        if (productIds.IsEmpty)
            return [];
        var products = await catalog.GetAsync(productIds);
        var byId = products.ToDictionary(product => product.ProductId, StringComparer.Ordinal);
        return [.. productIds.Select(id => (id, byId.GetValueOrDefault(id)))];
    }

    private sealed class Slot(ShardTableKey key)
    {
        public ShardTableKey Key { get; } = key;

        public Task<ShardTable>? Loading { get; set; }

        /// <summary>Set once it can answer.</summary>
        public ShardTable? Table { get; set; }

        /// <summary>Products refreshed while it was being loaded.</summary>
        public HashSet<string> ReadAgain { get; } = new(StringComparer.Ordinal);
    }
}
