using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>
/// What a model achieved on a segment. Of users: the means over those users. Of items: the lists stay as they are, but
/// only test items of the segment are relevant, so that T is a part of the user's test items; users without one are
/// left out.
/// </summary>
/// <param name="Segment">Which.</param>
/// <param name="Users">Users evaluated.</param>
/// <param name="TestPairs">Their test pairs in the segment.</param>
/// <param name="Metrics">One for each cutoff, ascending.</param>
public sealed record SegmentReport(
    Segment Segment, int Users, int TestPairs, ImmutableArray<AccuracyMetrics> Metrics)
{
    /// <summary>Means over parts, weighed by users.</summary>
    internal static SegmentReport Pool(IReadOnlyList<SegmentReport> parts)
    {
        var users = parts.Sum(part => part.Users);
        return new SegmentReport(
            parts[0].Segment,
            users,
            parts.Sum(part => part.TestPairs),
            [.. Enumerable.Range(0, parts[0].Metrics.Length).Select(position => new AccuracyMetrics
            {
                Cutoff = parts[0].Metrics[position].Cutoff,
                Precision = Mean(position, at => at.Precision),
                Recall = Mean(position, at => at.Recall),
                F1 = Mean(position, at => at.F1),
                Map = Mean(position, at => at.Map),
                Mrr = Mean(position, at => at.Mrr),
                Ndcg = Mean(position, at => at.Ndcg),
                HitRate = Mean(position, at => at.HitRate),
            })]);

        double Mean(int position, Func<AccuracyMetrics, double> figure) => users == 0
            ? 0
            : parts.Sum(part => part.Users * figure(part.Metrics[position])) / users;
    }
}
