using Ayni.GrainInterfaces.Catalog;

namespace Ayni.Grains.Catalog;

/// <summary>Joins the shards' answers.</summary>
public static class ShardMerge
{
    /// <summary>
    /// The best of all shards: score descending, then product id (ordinal). Exact, and the same for any number of
    /// shards: each gave its own best <paramref name="count"/>.
    /// </summary>
    public static IReadOnlyList<ShardHit> Top(IEnumerable<ShardAnswer> answers, int count) =>
    [
        .. answers.SelectMany(answer => answer.Hits)
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.ProductId, StringComparer.Ordinal)
            .Take(count),
    ];
}
