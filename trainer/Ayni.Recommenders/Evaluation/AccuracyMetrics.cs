namespace Ayni.Recommenders;

/// <summary>
/// How well the lists hit, at one cutoff K: means over users with equal weight, of what <see cref="UserMetric"/> says
/// for one user. All are 0 where there is no user.
/// </summary>
public record AccuracyMetrics
{
    internal AccuracyMetrics()
    {
    }

    /// <param name="figures">Figures of each user.</param>
    /// <param name="cutoff">K.</param>
    /// <param name="include">Whom to count, by position; null for all.</param>
    internal AccuracyMetrics(UserFigures figures, int cutoff, Func<int, bool>? include = null)
    {
        Cutoff = cutoff;
        Precision = Mean(UserMetric.Precision);
        Recall = Mean(UserMetric.Recall);
        F1 = Mean(UserMetric.F1);
        Map = Mean(UserMetric.AveragePrecision);
        Mrr = Mean(UserMetric.ReciprocalRank);
        Ndcg = Mean(UserMetric.Ndcg);
        HitRate = Mean(UserMetric.Hit);

        double Mean(UserMetric metric) => figures.Mean(metric, cutoff, include ?? (_ => true));
    }

    /// <summary>K.</summary>
    public int Cutoff { get; init; }

    /// <summary>Mean of <see cref="UserMetric.Precision"/>.</summary>
    public double Precision { get; init; }

    /// <summary>Mean of <see cref="UserMetric.Recall"/>.</summary>
    public double Recall { get; init; }

    /// <summary>Mean of <see cref="UserMetric.F1"/>; not the F1 of the two means.</summary>
    public double F1 { get; init; }

    /// <summary>Mean of <see cref="UserMetric.AveragePrecision"/>.</summary>
    public double Map { get; init; }

    /// <summary>Mean of <see cref="UserMetric.ReciprocalRank"/>.</summary>
    public double Mrr { get; init; }

    /// <summary>Mean of <see cref="UserMetric.Ndcg"/>.</summary>
    public double Ndcg { get; init; }

    /// <summary>Share of users with a hit: mean of <see cref="UserMetric.Hit"/>.</summary>
    public double HitRate { get; init; }
}
