using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Users;
using Ayni.Recommenders;

namespace Ayni.Grains.Answering;

/// <summary>Makes the scorers of a source for one request. Pure.</summary>
internal static class ScorerFactory
{
    /// <summary>Products that the shopper met last whose texts count.</summary>
    public const int MaxContentHistory = 20;

    /// <summary>Products asked about that count, the first ones.</summary>
    public const int MaxBeside = 20;

    /// <summary>The scorers of the scenario's sources.</summary>
    public static IReadOnlyList<Scorer> OfScenario(Question question) =>
    [
        .. question.Scenario.Sources.SelectMany(
            source => Of(question, source.Name, source.Weight, question.Scenario.WindowDays)),
    ];

    /// <summary>The scorers of one source; none where it has nothing to go by.</summary>
    /// <param name="question">The request.</param>
    /// <param name="source">The source.</param>
    /// <param name="weight">What its scores are multiplied by.</param>
    /// <param name="days">Days that it looks back over; null: as many as it does by itself.</param>
    public static IEnumerable<Scorer> Of(Question question, string source, double weight, int? days = null) =>
        source switch
        {
            SourceNames.Model => OfModel(question, weight),
            SourceNames.Similar => OfSimilar(question, weight),
            SourceNames.Content => OfContent(question, weight),
            SourceNames.BoughtTogether => OfBoughtTogether(question, weight),
            SourceNames.Popular => question.Request.Segment is null && days is { } lately
                ? OfDemand(question, new(lately, Fades: false), new(source, weight, RecommendationSource.Popularity))
                : [OfPopular(question, weight)],
            SourceNames.PopularInSegment => question.Segment is { } segment
                ? [OfSegment(question, segment, weight)]
                : [],
            SourceNames.Trending => OfDemand(
                question,
                days is { } rising ? new(rising, Fades: true) : DemandWindow.Trend,
                new(source, weight, RecommendationSource.Trending)),
            SourceNames.Newest => [OfNewest(question, weight, days)],
            SourceNames.Deals => [new DealScorer(question, [.. OfModel(question, 1)])
            {
                Label = new(source, weight, RecommendationSource.Deals),
            }],
            SourceNames.BuyAgain => [BuyAgain.Scorer(question, weight)],
            SourceNames.RecentlyViewed => [OfRecentlyViewed(question, weight)],
            _ => throw new InvalidOperationException($"There is no source '{source}'."),
        };

    // In a shop where nobody did anything yet, the newest of each category in turn show what there is.
    private static Scorer OfNewest(Question question, double weight, int? days) =>
        question.Slices is null && question.Snapshot.IsUnmet && days is null
        ? new RowScorer(NewestInTurn.Of(question.Snapshot))
        {
            Label = new(SourceNames.Newest, weight, RecommendationSource.Newest),
        }
        : new NewestScorer(
            question.Snapshot, question.Slices?.Newest, days is null ? null : question.Now.AddDays(-days.Value))
        {
            Label = new(SourceNames.Newest, weight, RecommendationSource.Newest),
        };

    private static IEnumerable<Scorer> OfModel(Question question, double weight)
    {
        if (question.Snapshot.Model is not { } model)
        {
            yield return OfStandIn(question, SourceNames.Popular, weight);
            yield break;
        }

        // As shares: what is learnt is how the parts compare, and other sources' weights are to compare with them.
        weight /= Math.Max(model.Artifact.PartWeights.Values.Sum(), double.Epsilon);

        if (question.Shopper.MayPersonalize)
        {
            foreach (var scorer in OfHistory(question, model, weight))
                yield return scorer;
        }

        if (model.WeightOf(PartNames.Popularity) is not 0 and var popularity)
            yield return OfStandIn(question, PartNames.Popularity, weight * popularity);
    }

    private static IEnumerable<Scorer> OfHistory(Question question, ServedModel model, double weight)
    {
        var usual = model.Artifact.Options.Weights;
        var weights = ObjectiveWeights.Of(usual, question.Scenario.Objective);
        var als = model.WeightOf(PartNames.Als);
        var folded = als == 0 ? null
            : weights is null ? question.Shopper.Fold(model)
            : FoldIn.Solve(model, Newest(question, usual), weights);
        if (folded is not null)
        {
            yield return new FactorScorer(question.Snapshot, model, folded)
            {
                Label = new(PartNames.Als, weight * als, RecommendationSource.Collaborative),
            };
        }

        if (model.Scorers.All(part => model.WeightOf(part.Part.Name) == 0))
            yield break;
        var history = weights is null && question.Shopper.Entries is { } entries
            ? entries(model)
            : ShopperHistory.Of(model.Artifact, Newest(question, usual), weights);
        foreach (var part in model.Scorers)
        {
            if (model.WeightOf(part.Part.Name) is not 0 and var own && history.Length > 0)
            {
                yield return OfNeighbours(
                    question, part, history, weight * own, RecommendationSource.Collaborative, OriginKind.History);
            }
        }
    }

    private static LoggedInteraction[] Newest(Question question, InteractionWeights usual) =>
        [.. question.Shopper.History.TakeLast(usual.NewestPerUser)];

    private static NeighbourSource OfNeighbours(
        Question question,
        NeighbourScorer part,
        HistoryEntry[] history,
        double weight,
        RecommendationSource source,
        OriginKind kind) =>
        new(question.Snapshot, question.Snapshot.Model!, part, history, kind)
        {
            Label = new(part.Part.Name, weight, source),
        };

    private static IEnumerable<Scorer> OfDemand(Question question, DemandWindow window, ScorerLabel label) =>
        question.Trends(window) is { } demand ? [new RowScorer(demand) { Window = window, Label = label }] : [];

    private static Scorer OfPopular(Question question, double weight) =>
        question is { Request.Segment: not null, Segment: { } segment }
        ? OfSegment(question, segment, weight)
        : OfPopularity(question, SourceNames.Popular, weight);

    // Of a shopper who met nothing yet the segment is all that is known.
    private static Scorer OfStandIn(Question question, string name, double weight) =>
        question.Segment is { } segment && question.Shopper.IsNew
        ? OfSegment(question, segment, weight)
        : OfPopularity(question, name, weight);

    private static SegmentScorer OfSegment(Question question, SegmentPopularity segment, double weight) =>
        new(question.Snapshot, segment)
        {
            Label = new(SourceNames.PopularInSegment, weight, RecommendationSource.PopularInSegment),
        };

    private static RowScorer OfPopularity(Question question, string name, double weight) =>
        new(question.Snapshot.Popularity)
        {
            Label = new(name, weight, RecommendationSource.Popularity),
        };

    private static IEnumerable<Scorer> OfSimilar(Question question, double weight)
    {
        var beside = RowsBeside(question);
        if (beside.Count == 0)
            yield break;
        var likeness = new Likeness(question.Snapshot);
        yield return new SimilarScorer(likeness, beside.ConvertAll(other => likeness.TraitsOf(other.Row)))
        {
            Label = new(
                SourceNames.Similar,
                weight,
                question.Snapshot.Model is null ? RecommendationSource.Content : RecommendationSource.Collaborative),
        };
    }

    private static IEnumerable<Scorer> OfBoughtTogether(Question question, double weight)
    {
        var model = question.Snapshot.Model;
        var part = model?.Scorers.FirstOrDefault(known => known.Part.Name == PartNames.BoughtTogether);
        HistoryEntry[] beside =
        [
            .. RowsBeside(question).Select(other => question.Snapshot.ItemOf(other.Row))
                .Where(item => item != IndexSnapshot.NoItem)
                .Distinct()
                .Order()
                .Select(item => new HistoryEntry(item, 1, 0)),
        ];
        if (part is not null && beside.Length > 0)
        {
            yield return OfNeighbours(
                question, part, beside, weight, RecommendationSource.BoughtTogether, OriginKind.Together);
        }
    }

    private static IEnumerable<Scorer> OfContent(Question question, double weight)
    {
        if (question.Snapshot.ContentLength == 0 || !question.Shopper.MayPersonalize)
            yield break;
        var met = new List<(int Row, string ProductId, double Share)>();
        foreach (var productId in question.Beside.Concat(NewestMet(question.Shopper)).Distinct(StringComparer.Ordinal))
        {
            var row = question.Snapshot.Ids.RowOf(productId);
            if (row >= 0 && !question.Snapshot.ContentOf(row).IsEmpty)
                met.Add((row, productId, 1.0 / (met.Count + 1)));
            if (met.Count == MaxContentHistory)
                break;
        }

        var sum = met.Sum(past => past.Share);
        if (met.Count > 0)
        {
            yield return new ContentScorer(
                question.Snapshot, met.ConvertAll(past => past with { Share = past.Share / sum }))
            {
                Label = new(SourceNames.Content, weight, RecommendationSource.Content),
            };
        }
    }

    private static SomeRowsScorer OfRecentlyViewed(Question question, double weight)
    {
        var scores = new Dictionary<int, float>();
        foreach (var productId in NewestMet(question.Shopper, InteractionType.View))
        {
            if (question.Snapshot.Ids.RowOf(productId) is var row and >= 0)
                scores.TryAdd(row, 1f / (scores.Count + 1));
        }

        return new SomeRowsScorer(scores)
        {
            Label = new(SourceNames.RecentlyViewed, weight, RecommendationSource.RecentlyViewed),
        };
    }

    private static List<(int Row, string ProductId)> RowsBeside(Question question) =>
    [
        .. question.Beside.Distinct(StringComparer.Ordinal)
            .Select(productId => (Row: question.Snapshot.Ids.RowOf(productId), ProductId: productId))
            .Where(other => other.Row >= 0)
            .Take(MaxBeside),
    ];

    /// <summary>
    /// Products the shopper met and may be shown, the newest first, each as often as it happened.
    /// </summary>
    private static IEnumerable<string> NewestMet(ShopperFacts shopper, InteractionType? type = null)
    {
        for (var index = shopper.Standing.Count - 1; index >= 0; index--)
        {
            var interaction = shopper.Standing[index].Interaction;
            if (interaction.ProductId is { } productId && (type is null || interaction.Type == type)
                && !StandingInteractions.TakesBack(interaction.Type) && !shopper.Hidden.Contains(productId))
                yield return productId;
        }
    }
}
