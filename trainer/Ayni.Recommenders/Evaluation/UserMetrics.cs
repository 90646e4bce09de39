using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>How well one user's list hits, at one cutoff; formulas at <see cref="UserMetric"/>.</summary>
internal static class UserMetrics
{
    /// <summary>Number of metrics, the first of <see cref="UserMetric"/>.</summary>
    public const int Count = 7;

    /// <param name="ranked">Best first.</param>
    /// <param name="relevant">Test items, ascending, at least one.</param>
    /// <param name="cutoff">K.</param>
    /// <param name="values">Receives <see cref="Count"/> figures.</param>
    public static void Of(ReadOnlySpan<ScoredIndex> ranked, ReadOnlySpan<int> relevant, int cutoff, Span<double> values)
    {
        var hits = 0;
        var (precisions, gain, first) = (0.0, 0.0, 0.0);
        for (var rank = 1; rank <= Math.Min(cutoff, ranked.Length); rank++)
        {
            if (relevant.BinarySearch(ranked[rank - 1].Index) < 0)
                continue;
            hits++;
            precisions += (double)hits / rank;
            gain += DiscountOf(rank);
            if (hits == 1)
                first = 1.0 / rank;
        }

        var reachable = Math.Min(cutoff, relevant.Length);
        var ideal = 0.0;
        for (var rank = 1; rank <= reachable; rank++)
            ideal += DiscountOf(rank);
        values[(int)UserMetric.Precision] = (double)hits / cutoff;
        values[(int)UserMetric.Recall] = (double)hits / relevant.Length;
        values[(int)UserMetric.F1] = 2.0 * hits / (cutoff + relevant.Length);
        values[(int)UserMetric.AveragePrecision] = precisions / reachable;
        values[(int)UserMetric.ReciprocalRank] = first;
        values[(int)UserMetric.Ndcg] = gain / ideal;
        values[(int)UserMetric.Hit] = hits > 0 ? 1 : 0;
    }

    private static double DiscountOf(int rank) => 1 / Math.Log2(rank + 1);
}
