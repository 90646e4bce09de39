using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>What a model achieved on a test set.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Users">Users evaluated: those with a test pair left.</param>
/// <param name="TestPairs">Their test pairs.</param>
/// <param name="SeenPairs">
/// Test pairs dropped because the user has them in train (only where seen items are excluded).
/// </param>
/// <param name="UnreachablePairs">Test pairs dropped because the item is not in train at all.</param>
/// <param name="CandidateItems">
/// Items with an entry in train: what is ranked, before a user's own are taken out.
/// </param>
/// <param name="Metrics">One for each cutoff, ascending.</param>
public sealed record EvaluationReport(
    string Model,
    int Users,
    int TestPairs,
    int SeenPairs,
    int UnreachablePairs,
    int CandidateItems,
    ImmutableArray<RankingMetrics> Metrics)
{
    /// <summary>Figures of each segment: cold, light and heavy users, head and tail items.</summary>
    public required ImmutableArray<SegmentReport> Segments { get; init; }

    /// <summary>Figures of each user, for intervals and paired tests.</summary>
    public required UserFigures PerUser { get; init; }

    /// <summary>Metrics at a cutoff.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff was not evaluated.</exception>
    public RankingMetrics At(int cutoff) =>
        Metrics.FirstOrDefault(metrics => metrics.Cutoff == cutoff)
        ?? throw new ArgumentOutOfRangeException(nameof(cutoff), cutoff, "Not among the evaluated cutoffs.");

    /// <summary>
    /// One report of several parts, such as folds or windows. How well the lists hit is the mean over users, of each
    /// user's mean over the parts that asked them (<see cref="UserFigures.Pool"/>), as are novelty, diversity and
    /// popularity. What is a figure of all lists together (coverage, popularity lift, Gini, head share) is the mean
    /// over parts. Segments are means over parts, weighed by users; numbers of pairs are sums; candidates the most.
    /// </summary>
    /// <param name="parts">Reports of one model at the same cutoffs.</param>
    /// <exception cref="ArgumentException">There is no part, or the parts have different cutoffs.</exception>
    public static EvaluationReport Pool(IReadOnlyList<EvaluationReport> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var figures = UserFigures.Pool([.. parts.Select(part => part.PerUser)]);
        return parts.Count == 1
            ? parts[0]
            : new EvaluationReport(
                parts[0].Model,
                figures.Users.Length,
                parts.Sum(part => part.TestPairs),
                parts.Sum(part => part.SeenPairs),
                parts.Sum(part => part.UnreachablePairs),
                parts.Max(part => part.CandidateItems),
                [.. figures.Cutoffs.Select(cutoff => new RankingMetrics(figures, cutoff)
                {
                    Coverage = parts.Average(part => part.At(cutoff).Coverage),
                    PopularityLift = parts.Average(part => part.At(cutoff).PopularityLift),
                    Gini = parts.Average(part => part.At(cutoff).Gini),
                    HeadShare = parts.Average(part => part.At(cutoff).HeadShare),
                })])
            {
                PerUser = figures,
                Segments = [.. parts[0].Segments.Select(first => SegmentReport.Pool(
                    [.. parts.Select(part => part.Segments.Single(other => other.Segment == first.Segment))]))],
            };
    }
}
