using System.Collections.Immutable;

namespace Ayni.Grains.Answering;

/// <summary>
/// A sold-out variant speaks for its siblings in stock, which may lie in other parts of the catalogue. Each part gives
/// those of its own whose siblings could be among the best; when all are known, each is asked for the siblings that it
/// has. Pure.
/// </summary>
internal static class SoldOutVariants
{
    /// <summary>Most of a part, those with the best scores.</summary>
    public const int Max = 1_000;

    // For the rounding of what is multiplied.
    private const double Slack = 0.999;

    /// <summary>Those of a part.</summary>
    /// <param name="question">The request, over the part.</param>
    /// <param name="scorers">What scores.</param>
    /// <param name="found">What was found in the part.</param>
    /// <param name="count">Candidates wanted.</param>
    /// <param name="factsOf">What a row is; null where that is not wanted.</param>
    public static ImmutableArray<SoldOutVariant> Of(
        Question question,
        IReadOnlyList<Scorer> scorers,
        Retrieved found,
        int count,
        Func<int, GatheredProduct?> factsOf)
    {
        var snapshot = question.Snapshot;
        var least = LeastOf(question, found, count);
        var best = new List<(int Row, float Sum)>();
        foreach (var row in Families.Of(snapshot).SoldOutVariants(snapshot))
        {
            if (Scorer.SumOf(scorers, row) is { } sum && sum >= least)
                best.Add((row, sum));
        }

        return
        [
            .. best.OrderByDescending(variant => variant.Sum)
                .ThenBy(variant => snapshot.Ids[variant.Row], StringComparer.Ordinal)
                .Take(Max)
                .Select(variant => new SoldOutVariant
                {
                    ProductId = snapshot.Ids[variant.Row],
                    Family = snapshot.Columns.ParentIdOf(variant.Row) ?? snapshot.Ids[variant.Row],
                    Parts = [.. scorers.Select(scorer => scorer.PartOf(variant.Row))],
                    Sum = variant.Sum,
                    Facts = factsOf(variant.Row),
                }),
        ];
    }

    /// <summary>The best of each family, of all parts, whose siblings could be among the best of all.</summary>
    /// <param name="question">The request.</param>
    /// <param name="slices">What the parts found.</param>
    /// <param name="found">What was found in all.</param>
    /// <param name="count">Candidates wanted.</param>
    public static ImmutableArray<SoldOutVariant> Best(
        Question question, IEnumerable<FoundSlice> slices, Retrieved found, int count)
    {
        var least = LeastOf(question, found, count);
        return
        [
            .. slices.SelectMany(slice => slice.SoldOut)
                .Where(variant => variant.Sum >= least)
                .OrderByDescending(variant => variant.Sum)
                .ThenBy(variant => variant.ProductId, StringComparer.Ordinal)
                .DistinctBy(variant => variant.Family, StringComparer.Ordinal),
        ];
    }

    /// <summary>The siblings of a part that may be given and have a better score by a sold-out variant.</summary>
    public static IReadOnlyList<(int Row, float Rank, SoldOutVariant Variant)> SiblingsOf(
        Question question,
        IReadOnlyList<Scorer> scorers,
        IEnumerable<SoldOutVariant> variants,
        IReadOnlyCollection<string> skipped)
    {
        var snapshot = question.Snapshot;
        using var buffers = ScanBuffers.Rent(snapshot.Count);
        Eligibility.Select(question, buffers.Eligible, buffers.Scratch, []);
        Eligibility.Remove(question, skipped, buffers.Eligible);
        var families = Families.Of(snapshot);
        var siblings = new List<(int Row, SoldOutVariant Variant)>();
        foreach (var variant in variants)
        {
            foreach (var row in families.RowsOf(variant.Family, snapshot).Where(buffers.Eligible.Contains))
            {
                if (question.Cursor.Has(snapshot.Ids[row]) || Scorer.SumOf(scorers, row) >= variant.Sum)
                    continue;
                siblings.Add((row, variant));
                buffers.Said.Add(row);
                buffers.Totals[row] = variant.Sum;
            }
        }

        question.Rules.Lift(snapshot, buffers.Said, buffers.Totals);
        return siblings.ConvertAll(sibling => (sibling.Row, buffers.Totals[sibling.Row], sibling.Variant));
    }

    // As many as wanted are found with at least the last one's rank: who is under it for certain cannot be among them.
    private static double LeastOf(Question question, Retrieved found, int count)
    {
        if (!found.HasMore || question.Scenario.NewShare > 0)
            return double.NegativeInfinity;
        double last = found.Candidates.Take(count).Min(candidate => candidate.Rank);
        var lift = question.Rules.MostLift;
        return lift == 1 ? last : last > 0 ? last / lift * Slack : double.NegativeInfinity;
    }
}
