namespace Ayni.Recommenders;

/// <summary>
/// Metrics at one cutoff K over all evaluated users: how well the lists hit, and what they are made of. A slot is one
/// place of one user's list.
/// </summary>
public sealed record RankingMetrics : AccuracyMetrics
{
    /// <param name="figures">Figures of each user.</param>
    /// <param name="cutoff">K.</param>
    internal RankingMetrics(UserFigures figures, int cutoff)
        : base(figures, cutoff)
    {
        Novelty = figures.Mean(UserMetric.Novelty, cutoff);
        Diversity = figures.Mean(UserMetric.Diversity, cutoff);
        Popularity = figures.Mean(UserMetric.Popularity, cutoff);
    }

    /// <summary>Share of the candidate items that were recommended to anybody.</summary>
    public double Coverage { get; init; }

    /// <summary>
    /// Mean of <see cref="UserMetric.Novelty"/>, in bits, over users with a list; 0 where nobody has.
    /// </summary>
    public double Novelty { get; init; }

    /// <summary>
    /// Mean of <see cref="UserMetric.Diversity"/> over users with two items or more; 0 where nobody has.
    /// </summary>
    public double Diversity { get; init; }

    /// <summary>
    /// Mean of <see cref="UserMetric.Popularity"/> over users with a list (average recommendation popularity); 0 where
    /// nobody has.
    /// </summary>
    public double Popularity { get; init; }

    /// <summary>
    /// <see cref="Popularity"/> / the same users' own − 1, theirs being the mean over users of the mean share over
    /// their train items (popularity lift, Abdollahpouri et al. 2020). Over 0: more popular than what they chose
    /// themselves. Users without a list or a train item are left out of both; 0 where nobody is left.
    /// </summary>
    public double PopularityLift { get; init; }

    /// <summary>
    /// Gini coefficient of the number of slots of each candidate item, the never recommended included:
    /// Σ (2i − n − 1) xᵢ / (n Σ xᵢ) over the n numbers in ascending order. 0: all alike; (n − 1)/n: one item has all.
    /// </summary>
    public double Gini { get; init; }

    /// <summary>
    /// Share of the slots that hold an item of the head (<see cref="EvaluationOptions.HeadItemShare"/>).
    /// </summary>
    public double HeadShare { get; init; }
}
