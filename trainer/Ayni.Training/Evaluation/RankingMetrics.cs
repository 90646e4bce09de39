namespace Ayni.Training;

/// <summary>
/// Metrics at one cutoff K, averaged over the evaluated users with equal weight. T is a user's set of test items, R the
/// list of their K best candidates, a hit a member of R in T.
/// </summary>
/// <param name="Cutoff">K.</param>
/// <param name="Precision">hits / K, also where fewer than K could be recommended.</param>
/// <param name="Recall">hits / |T| (as LightGCN; not capped at K).</param>
/// <param name="Map">Mean over users of (Σ over hits of hits up to that rank / rank) / min(K, |T|).</param>
/// <param name="Ndcg">
/// DCG / ideal DCG, where DCG = Σ over hits of 1 / log₂(rank + 1), and the ideal has min(K, |T|) hits first (as
/// LightGCN).
/// </param>
/// <param name="HitRate">Share of users with a hit.</param>
/// <param name="Mrr">Mean of 1 / rank of the first hit; 0 without one.</param>
/// <param name="Coverage">Share of the candidate items that were recommended to anybody.</param>
public sealed record RankingMetrics(
    int Cutoff,
    double Precision,
    double Recall,
    double Map,
    double Ndcg,
    double HitRate,
    double Mrr,
    double Coverage);
