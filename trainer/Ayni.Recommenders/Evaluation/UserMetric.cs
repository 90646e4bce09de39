namespace Ayni.Recommenders;

/// <summary>
/// What is measured of one user's list at a cutoff K. T is the user's set of test items, R the list of their K best
/// candidates (shorter where the model has no more to say), a hit a member of R in T. Ranks count from 1.
/// </summary>
public enum UserMetric
{
    /// <summary>hits / K, also where R is shorter.</summary>
    Precision,

    /// <summary>hits / |T| (as LightGCN; not capped at K).</summary>
    Recall,

    /// <summary>2 · hits / (K + |T|): the harmonic mean of precision and recall, 0 without a hit.</summary>
    F1,

    /// <summary>(Σ over hits of hits up to that rank / rank) / min(K, |T|).</summary>
    AveragePrecision,

    /// <summary>1 / rank of the first hit; 0 without one.</summary>
    ReciprocalRank,

    /// <summary>
    /// DCG / ideal DCG, where DCG = Σ over hits of 1 / log₂(rank + 1), and the ideal has min(K, |T|) hits first (as
    /// LightGCN).
    /// </summary>
    Ndcg,

    /// <summary>1 with a hit, else 0.</summary>
    Hit,

    /// <summary>
    /// Mean over R of an item's self-information, −log₂ of the share of train's users who have it (Zhou et al. 2010),
    /// in bits; train's users are those with an entry. NaN where R is empty.
    /// </summary>
    Novelty,

    /// <summary>
    /// Mean over pairs of items in R of 1 − the cosine of their columns of train (Ziegler et al. 2005); an item whose
    /// weights are all 0 has cosine 0 with any. NaN where R has fewer than two items.
    /// </summary>
    Diversity,

    /// <summary>Mean over R of the share of train's users who have the item. NaN where R is empty.</summary>
    Popularity,
}
