using System.Globalization;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>Figures by their names in reports, such as "ndcg@10".</summary>
internal static class MetricNames
{
    /// <summary>Means over users: they have intervals and paired tests.</summary>
    private static readonly (string Name, UserMetric Metric, Func<AccuracyMetrics, double> Figure)[] OfUsers =
    [
        ("precision", UserMetric.Precision, at => at.Precision),
        ("recall", UserMetric.Recall, at => at.Recall),
        ("f1", UserMetric.F1, at => at.F1),
        ("map", UserMetric.AveragePrecision, at => at.Map),
        ("mrr", UserMetric.ReciprocalRank, at => at.Mrr),
        ("ndcg", UserMetric.Ndcg, at => at.Ndcg),
        ("hit_rate", UserMetric.Hit, at => at.HitRate),
        ("novelty", UserMetric.Novelty, at => ((RankingMetrics)at).Novelty),
        ("diversity", UserMetric.Diversity, at => ((RankingMetrics)at).Diversity),
        ("popularity", UserMetric.Popularity, at => ((RankingMetrics)at).Popularity),
    ];

    /// <summary>Figures of all lists together.</summary>
    private static readonly (string Name, Func<RankingMetrics, double> Figure)[] OfLists =
    [
        ("coverage", at => at.Coverage),
        ("popularity_lift", at => at.PopularityLift),
        ("gini", at => at.Gini),
        ("head_share", at => at.HeadShare),
    ];

    /// <summary>Number of metrics in <see cref="OfUsers"/> that a segment has too.</summary>
    private const int OfSegments = 7;

    public static IReadOnlyDictionary<string, double> Figures(EvaluationReport report)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var at in report.Metrics)
        {
            foreach (var (name, _, figure) in OfUsers)
                figures.Add(Name(name, at.Cutoff), Rounded(figure(at)));
            foreach (var (name, figure) in OfLists)
                figures.Add(Name(name, at.Cutoff), Rounded(figure(at)));
        }

        return figures;
    }

    public static IReadOnlyDictionary<string, double> Figures(SegmentReport segment)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var at in segment.Metrics)
        {
            foreach (var (name, _, figure) in OfUsers.Take(OfSegments))
                figures.Add(Name(name, at.Cutoff), Rounded(figure(at)));
        }

        return figures;
    }

    public static IReadOnlyDictionary<string, ConfidenceInterval> Intervals(
        ResampledMeans means, IEnumerable<int> cutoffs)
    {
        var intervals = new Dictionary<string, ConfidenceInterval>(StringComparer.Ordinal);
        foreach (var cutoff in cutoffs)
        {
            foreach (var (name, metric, _) in OfUsers)
                intervals.Add(Name(name, cutoff), Rounded(means.IntervalOf(metric, cutoff)));
        }

        return intervals;
    }

    public static string Name(string metric, int cutoff) =>
        string.Create(CultureInfo.InvariantCulture, $"{metric}@{cutoff}");

    public static double Rounded(double figure) => Math.Round(figure, 6);

    public static ConfidenceInterval Rounded(ConfidenceInterval interval) =>
        new(Rounded(interval.Low), Rounded(interval.High));
}
