using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>
/// What the parts of a catalogue found, in the order that one table of all products would have given: score descending,
/// then product id. Pure.
/// </summary>
internal static class SliceMerge
{
    /// <summary>
    /// Asks the parts for their best, then, where sold-out variants may lead with their siblings, for those.
    /// </summary>
    /// <param name="question">The request.</param>
    /// <param name="asked">The same, as parts are asked it.</param>
    /// <param name="stage">Stage of the scorers.</param>
    /// <param name="ask">Asks every part.</param>
    public static async Task<Retrieved> FindAsync(
        Question question, SliceQuestion asked, int stage, Func<SliceQuestion, Task<IReadOnlyList<FoundSlice>>> ask)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(ask);
        var found = await ask(asked);
        var best = Of(question, found, asked.Count, stage);
        var soldOut = SoldOutVariants.Best(question, found, best, asked.Count);
        return soldOut.IsEmpty
            ? best
            : Of(question, [.. found, .. await ask(asked with { SoldOut = soldOut })], asked.Count, stage);
    }

    // What each part found: its best, as many as asked for, and its best new ones.
    private static Retrieved Of(Question question, IReadOnlyCollection<FoundSlice> slices, int count, int stage)
    {
        var byId = new Dictionary<string, SliceCandidate>(StringComparer.Ordinal);
        foreach (var candidate in slices.SelectMany(slice => slice.Candidates))
        {
            // A sibling of a sold-out variant comes again, with the better score.
            if (!byId.TryGetValue(candidate.ProductId, out var known) || candidate.Rank >= known.Rank)
                byId[candidate.ProductId] = candidate;
        }

        SliceCandidate[] all =
        [
            .. byId.Values.OrderByDescending(candidate => candidate.Rank)
                .ThenBy(candidate => candidate.ProductId, StringComparer.Ordinal),
        ];

        // Parts that have no more have given all: their new ones are among their best.
        var best = all.Take(count).ToList();
        var hasMore = slices.Any(slice => slice.HasMore) || all.Length > count;
        if (question.Scenario.NewShare > 0)
        {
            var news = all.Where(candidate => candidate.IsNew).Take(Retriever.NewPlaces(question));
            best.AddRange(news.Where(candidate => !best.Contains(candidate)));
        }

        return new Retrieved(
            [.. best.Select(candidate => CandidateOf(candidate, stage))], LossesOf(question, slices), hasMore);
    }

    private static Candidate CandidateOf(SliceCandidate found, int stage)
    {
        var sum = 0f;
        foreach (var part in found.Parts)
        {
            if (!float.IsNaN(part))
                sum += part;
        }

        return new Candidate
        {
            ProductId = found.ProductId,
            Row = -1,
            Parts = found.Parts,
            Stage = stage,
            Base = sum,
            Score = sum,
            Rank = found.Rank,
            IsNew = found.IsNew,
            IsCatalogued = found.IsCatalogued,
            StandsInFor = found.StandsInFor,
        };
    }

    // In the order of the rules, which a part that one of them takes nothing from does not show.
    private static List<RuleLoss> LossesOf(Question question, IReadOnlyCollection<FoundSlice> slices)
    {
        var sums = slices.SelectMany(slice => slice.Losses).GroupBy(loss => loss.Rule, StringComparer.Ordinal)
            .ToDictionary(losses => losses.Key, losses => losses.Sum(loss => loss.Products), StringComparer.Ordinal);
        string[] order =
        [
            RuleNames.Unavailable, .. question.Rules.Filters.Select(filter => filter.Rule),
            RuleNames.Blocked, RuleNames.ExcludedProducts, RuleNames.Hidden, RuleNames.Seen, RuleNames.OnPage,
        ];
        return
        [
            .. order.Distinct(StringComparer.Ordinal).Where(sums.ContainsKey)
                .Select(rule => new RuleLoss(rule, sums[rule])),
        ];
    }
}
