using Ayni.Domain.Catalog;
using Ayni.Grains.Answering;
using Ayni.Grains.Models;

namespace Ayni.Grains.Catalog;

/// <summary>Makes a shard's table from the model store, the catalogue and, without a model, the log.</summary>
public sealed class ShardTableLoader(ICatalogStore catalog, ModelCache models, LogPopularity popularity)
{
    /// <summary>Products read at once.</summary>
    public const int PageSize = 1_000;

    /// <summary>Reads the catalogue once through. What is written meanwhile may be in the table or not.</summary>
    internal async Task<ShardTable> LoadAsync(ShardTableKey key, int shard, int shards)
    {
        var table = key.Version is { } version
            ? OfModel(await models.GetAsync(key.ModelName, version), shard, shards)
            : OfCount(await popularity.GetAsync(key.AsOfPosition), shard, shards);
        List<(string ProductId, Product? Product)> entries = [];
        string? after = null;
        while (true)
        {
            var page = await catalog.GetPageAsync(after, PageSize);
            table.IsCatalogueEmpty &= page.Count == 0;
            entries.AddRange(page
                .Where(product => table.Holds(product.ProductId))
                .Select(product => (product.ProductId, (Product?)product)));
            if (page.Count < PageSize)
                break;
            after = page[^1].ProductId;
        }

        table.Apply(entries);
        return table;
    }

    internal static ShardTable OfModel(ServedModel model, int shard, int shards)
    {
        var artifact = model.Artifact;
        var (first, count) = ShardKey.ItemsOf(shard, shards, artifact.ItemCount).GetOffsetAndLength(artifact.ItemCount);
        return new ShardTable(
            model,
            Enumerable.Range(first, count).Select(item => (artifact.ProductIds[item], item, artifact.Popularity[item])),
            productId => artifact.IndexOf(productId) is var item && item >= 0
                ? item >= first && item < first + count
                : ShardKey.ShardOf(productId, shards) == shard);
    }

    private static ShardTable OfCount(PopularityCount count, int shard, int shards)
    {
        bool Holds(string productId) => ShardKey.ShardOf(productId, shards) == shard;
        return new ShardTable(
            null,
            count.ProductIds.Zip(count.Popularity)
                .Where(product => Holds(product.First))
                .Select(product => (product.First, ShardRow.None, product.Second)),
            Holds);
    }
}
