using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Catalog;

namespace Ayni.Grains.Catalog;

/// <summary>
/// Asks every shard, merges their answers, and lets the best products confirm themselves: the shards do the wide part
/// over memory that is current to the last write, the product grains the narrow one, of this instant. Called from a
/// grain's turn.
/// </summary>
public sealed class CatalogSearch(IGrainFactory grains, CatalogShardOptions options)
{
    /// <summary>Products asked of the shards beyond those wanted, for those that do not confirm.</summary>
    public const int Margin = 10;

    /// <summary>Product grains asked at the same time.</summary>
    public const int MaxParallelChecks = 32;

    /// <summary>How often the shards are asked, each time for four times as many, when too few confirm.</summary>
    public const int MaxRounds = 4;

    private const int RoundGrowth = 4;

    /// <summary>The best products now.</summary>
    /// <param name="query">The question; its count is not looked at.</param>
    /// <param name="count">Products wanted.</param>
    public async Task<CatalogSearchResult> FindAsync(ShardQuery query, int count)
    {
        ArgumentNullException.ThrowIfNull(query);
        var wanted = Math.Min(count + Margin, ShardQuery.MaxCount);
        for (var round = 1; ; round++)
        {
            var asked = query with { Count = wanted };
            var answers = await Task.WhenAll(
                Enumerable.Range(0, options.Shards).Select(shard => ShardOf(shard).FindTop(asked)));
            var candidates = ShardMerge.Top(answers, wanted);
            var found = await ConfirmAsync(candidates, CatalogFilter.Of(query), count);
            if (found.Count == count || candidates.Count < wanted || round == MaxRounds)
                return new CatalogSearchResult(found, answers.Sum(answer => answer.Eligible));
            wanted = Math.Min(wanted * RoundGrowth, ShardQuery.MaxCount);
        }
    }

    /// <summary>Tells every shard that these products' catalogue entries changed; the next answer sees it.</summary>
    /// <remarks>
    /// All shards, not the owner alone: who owns a product depends on the version, and a shard ignores what is not its.
    /// </remarks>
    public Task RefreshAsync(params IReadOnlyCollection<string> productIds) =>
        Task.WhenAll(Enumerable.Range(0, options.Shards).Select(shard => ShardOf(shard).Refresh([.. productIds])));

    /// <summary>Makes every shard load a version.</summary>
    public Task LoadAsync(string modelName, string version) =>
        Task.WhenAll(Enumerable.Range(0, options.Shards).Select(shard => ShardOf(shard).Load(modelName, version)));

    private ICatalogShardGrain ShardOf(int shard) => grains.GetGrain<ICatalogShardGrain>(shard);

    private async Task<List<(ShardHit Hit, Product? Product)>> ConfirmAsync(
        IReadOnlyList<ShardHit> candidates, CatalogFilter filter, int count)
    {
        List<(ShardHit, Product?)> confirmed = [];
        for (var next = 0; next < candidates.Count && confirmed.Count < count;)
        {
            var batch = candidates.Skip(next).Take(Math.Min(count - confirmed.Count, MaxParallelChecks)).ToArray();
            next += batch.Length;
            var entries = await Task.WhenAll(
                batch.Select(hit => grains.GetGrain<IProductGrain>(hit.ProductId).GetEntry()));
            confirmed.AddRange(batch.Zip(entries).Where(pair => Stands(pair.First, pair.Second, filter)));
        }

        return confirmed;
    }

    // Known from interactions alone and still not catalogued: there is nothing to check it against.
    private static bool Stands(ShardHit hit, Product? product, CatalogFilter filter) =>
        product is null ? !hit.IsCatalogued : filter.Admits(product);
}
