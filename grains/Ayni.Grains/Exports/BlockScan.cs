using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ayni.Numerics;

namespace Ayni.Grains.Exports;

/// <summary>
/// A blocked product of shoppers' factors with a table's lines: it says whom to look at, and is off an answer's own
/// score by no more than <see cref="ScoreTable.ErrorOf"/>. For one thread at a time.
/// </summary>
/// <param name="table">The products.</param>
/// <param name="addsPopularity">Whether what popularity adds counts; else the factors alone do.</param>
internal sealed class BlockScan(ScoreTable table, bool addsPopularity)
{
    private readonly float[] _queries = new float[BlockScorer.MaxShoppers * table.Depth];
    private readonly float[] _products = new float[BlockScorer.MaxShoppers * PackedFactors.SliceRows];
    private readonly int[] _places = new int[BlockScorer.MaxShoppers];
    private readonly TopK?[] _best = new TopK?[BlockScorer.MaxShoppers];

    /// <summary>The best positions of each shopper, until the next scan.</summary>
    /// <param name="shoppers">At most <see cref="BlockScorer.MaxShoppers"/>; null: one who is passed over.</param>
    /// <param name="seen">Rows that each of them is not to be given.</param>
    /// <param name="wanted">Products of each, 1 or more.</param>
    public TopK[] Find(IReadOnlyList<KnownShopper?> shoppers, IReadOnlyList<int[]> seen, int wanted)
    {
        var scanned = 0;
        var capacity = Math.Min(wanted, table.Rows.Length);
        for (var shopper = 0; shopper < shoppers.Count; shopper++)
        {
            Empty(ref _best[shopper], capacity);
            if (shoppers[shopper] is not { } known)
                continue;
            var query = _queries.AsSpan(scanned * table.Depth, table.Depth);
            query.Clear();
            known.Factor.CopyTo(query);
            query[table.Rank] = addsPopularity ? 1 : 0;
            _places[scanned++] = shopper;
        }

        var slices = table.Rank > 0 || (addsPopularity && table.Plan.HasPopularity) ? table.Factors.Slices : 0;
        for (var slice = 0; slice < slices && scanned > 0; slice++)
        {
            scanned = KeepOpen(shoppers, slice, scanned);
            ScanSlice(slice, scanned, seen);
        }

        return _best!;
    }

    private static void Empty(ref TopK? best, int capacity)
    {
        if (best?.Capacity != capacity)
            best = new TopK(capacity);
        best.Clear();
    }

    // Queries of those whose best are all better than what is left move out of the product.
    private int KeepOpen(IReadOnlyList<KnownShopper?> shoppers, int slice, int count)
    {
        for (var query = count - 1; query >= 0; query--)
        {
            var shopper = _places[query];
            if (table.BoundOf(shoppers[shopper]!.Length, slice) >= _best[shopper]!.Threshold)
                continue;
            count--;
            _places[query] = _places[count];
            _queries.AsSpan(count * table.Depth, table.Depth).CopyTo(_queries.AsSpan(query * table.Depth));
        }

        return count;
    }

    private void ScanSlice(int slice, int count, IReadOnlyList<int[]> seen)
    {
        var rows = table.Factors.RowsOf(slice);
        var first = slice * PackedFactors.SliceRows;
        table.Factors.Multiply(_queries, count, slice, _products);
        for (var query = 0; query < count; query++)
        {
            var shopper = _places[query];
            var scores = _products.AsSpan(query * rows, rows);
            foreach (var row in seen[shopper])
            {
                var at = table.Positions[row] - first;
                if (at >= 0 && at < rows)
                    scores[at] = float.NaN;
            }

            Offer(scores, first, _best[shopper]!);
        }
    }

    // Nearly all are under the threshold: sixteen at a time are turned away without a closer look.
    private static void Offer(Span<float> scores, int first, TopK best)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(scores);
        var threshold = Vector512.Create(best.Threshold);
        for (var vector = 0; vector < vectors.Length; vector++)
        {
            if (!Vector512.GreaterThanOrEqualAny(vectors[vector], threshold))
                continue;
            var from = vector * Vector512<float>.Count;
            for (var at = from; at < from + Vector512<float>.Count; at++)
                best.Offer(first + at, scores[at]);
            threshold = Vector512.Create(best.Threshold);
        }

        for (var at = vectors.Length * Vector512<float>.Count; at < scores.Length; at++)
            best.Offer(first + at, scores[at]);
    }
}
