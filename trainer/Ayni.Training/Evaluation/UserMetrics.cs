using Ayni.Numerics;

namespace Ayni.Training;

/// <summary>Metrics of one user's ranked list at one cutoff; formulas at <see cref="RankingMetrics"/>.</summary>
internal readonly record struct UserMetrics(
    double Precision, double Recall, double AveragePrecision, double Ndcg, double Hit, double ReciprocalRank)
{
    public static UserMetrics Of(ReadOnlySpan<ScoredIndex> ranked, HashSet<int> relevant, int cutoff)
    {
        var hits = 0;
        var (precisions, gain, first) = (0.0, 0.0, 0.0);
        for (var rank = 1; rank <= Math.Min(cutoff, ranked.Length); rank++)
        {
            if (!relevant.Contains(ranked[rank - 1].Index))
                continue;
            hits++;
            precisions += (double)hits / rank;
            gain += 1 / Math.Log2(rank + 1);
            if (hits == 1)
                first = 1.0 / rank;
        }

        var reachable = Math.Min(cutoff, relevant.Count);
        var ideal = 0.0;
        for (var rank = 1; rank <= reachable; rank++)
            ideal += 1 / Math.Log2(rank + 1);
        return new UserMetrics(
            (double)hits / cutoff,
            (double)hits / relevant.Count,
            precisions / reachable,
            gain / ideal,
            hits > 0 ? 1 : 0,
            first);
    }
}
