using System.Collections.Concurrent;
using Ayni.Domain.Interactions;

namespace Ayni.Grains.Exports;

/// <summary>Lists of blocks of shoppers. Any number of threads.</summary>
/// <param name="table">The products.</param>
/// <param name="pools">Re-ranks the lists; null: nothing does.</param>
/// <param name="weights">What each kind of interaction counts; null: as in training.</param>
/// <param name="seenRows">What shoppers are not to be given.</param>
/// <param name="shared">What those get who are not personalised.</param>
/// <param name="taker">Makes lists of rankings.</param>
/// <param name="count">Products a list.</param>
internal sealed class BlockLists(
    ScoreTable table,
    PoolTable? pools,
    InteractionWeights? weights,
    SeenRows seenRows,
    SharedLists shared,
    ListTaker taker,
    int count)
{
    // Beyond the places: for families, and for what the rounding of a product leaves open.
    private const int Margin = 16;

    private readonly ConcurrentBag<BlockScorer> _free = [];

    /// <summary>A list a shopper; null where it takes an answer of their own.</summary>
    public IReadOnlyList<ListedProduct>?[] Make(IReadOnlyList<Shopper> shoppers)
    {
        if (!_free.TryTake(out var scorer))
            scorer = new BlockScorer(table, weights, pools);
        var lists = new IReadOnlyList<ListedProduct>?[shoppers.Count];
        var seen = shoppers.Select(seenRows.Of).ToArray();
        int[] personal = [.. Enumerable.Range(0, lists.Length).Where(place => shoppers[place].MayPersonalize)];
        var rankings = scorer.Score(
            Array.ConvertAll(personal, place => shoppers[place]),
            Array.ConvertAll(personal, place => seen[place]),
            (2 * count) + Margin);
        for (var index = 0; index < personal.Length; index++)
        {
            var place = personal[index];
            lists[place] = rankings[index] is { } ranking
                ? taker.Take(ranking) ?? Again(scorer, shoppers[place], seen[place], ranking)
                : taker.Take(shared, seen[place], firstAlone: true);
        }

        for (var place = 0; place < lists.Length; place++)
        {
            if (!shoppers[place].MayPersonalize)
                lists[place] = taker.Take(shared, seen[place], firstAlone: false);
        }

        _free.Add(scorer);
        return lists;
    }

    // Rules took too many: as many are looked at as an answer would.
    private IReadOnlyList<ListedProduct>? Again(BlockScorer scorer, Shopper shopper, int[] seen, Ranking before) =>
        !before.IsAll && scorer.Score([shopper], [seen], taker.MaxCandidates + Margin)[0] is { } ranking
            ? taker.Take(ranking)
            : null;
}
