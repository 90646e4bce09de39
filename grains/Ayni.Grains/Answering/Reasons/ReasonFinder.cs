using System.Globalization;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>Which reasons hold for a product, and how far. Pure; for one request.</summary>
/// <param name="question">The request.</param>
/// <param name="pastOf">A past product, to name and to compare; null: the catalogue does not hold it.</param>
internal sealed class ReasonFinder(Question question, Func<string, Product?> pastOf)
{
    /// <summary>A past product with a smaller share of the score is no reason.</summary>
    public const double MinShare = 0.1;

    /// <summary>Popularity from which it is said, also of what something else led to; the best-seller has 1.</summary>
    public const float BestSeller = 0.5f;

    private readonly HashSet<string> _beside = question.Beside.ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, InteractionType> _strongest = StrongestOf(question.Shopper);

    /// <summary>The reasons, any order.</summary>
    /// <param name="candidate">The product.</param>
    /// <param name="scorers">Scorers of its stage.</param>
    /// <param name="origins">What its score comes from.</param>
    public IReadOnlyList<Reason> Of(
        Candidate candidate, IReadOnlyList<Scorer> scorers, IReadOnlyList<Origin> origins)
    {
        var whole = Math.Max(candidate.Parts.Where(part => part > 0).Sum(), float.Epsilon);
        List<Reason> reasons =
        [
            .. origins.Where(origin => origin.Score / whole >= MinShare)
                .Select(origin => OfOrigin(origin, candidate, origin.Score / whole)),
        ];
        for (var scorer = 0; scorer < scorers.Count; scorer++)
        {
            var share = candidate.Parts[scorer] / whole;
            if (share >= MinShare && OfSource(candidate, scorers[scorer].Source, share) is { } reason)
                reasons.Add(reason);
        }

        if (origins.Count > 0 && OfBestSeller(candidate, origins[0].Score / whole) is { } known)
            reasons.Add(known);
        if (reasons.Count == 0 && candidate.Parts.Length > 0)
            reasons.Add(new Reason(ReasonNames.ForYou, 0));
        return reasons;
    }

    // What somebody met before is not recommended because of itself.
    private Reason OfOrigin(Origin origin, Candidate candidate, double share)
    {
        if (origin.ProductId == candidate.ProductId)
        {
            return new Reason(
                _strongest.GetValueOrDefault(origin.ProductId) == InteractionType.Purchase
                    ? ReasonNames.BoughtBefore
                    : ReasonNames.RecentlyViewed,
                share);
        }

        var past = pastOf(origin.ProductId);
        return new Reason(
            NameOf(origin),
            share * Nearness(past?.Category, candidate.Product?.Category),
            ("product", past?.Name ?? origin.ProductId));
    }

    // A mattress led to a vase, by the sums: a shopper believes it sooner of a lamp. 1 in the same category.
    private static double Nearness(string? past, string? category)
    {
        if (past is null || category is null)
            return 1;
        var (one, other) = (past.Split(CategoryPath.Separator), category.Split(CategoryPath.Separator));
        var alike = one.Zip(other).TakeWhile(parts => parts.First == parts.Second).Count();
        return (1.0 + alike) / (1.0 + other.Length);
    }

    // True of it whatever led to it, and a change where the same past product leads to a whole list.
    private Reason? OfBestSeller(Candidate candidate, double share) =>
        candidate.Row >= 0 && question.Snapshot.Popularity[candidate.Row] is >= BestSeller and var popularity
        && share >= MinShare
            ? InCategory(
                ReasonNames.Popular,
                ReasonNames.PopularInCategory,
                CategoryOf(candidate.Product),
                share * popularity / 2)
            : null;

    private string NameOf(Origin origin)
    {
        if (_beside.Contains(origin.ProductId))
        {
            return origin.Kind switch
            {
                OriginKind.Together => ReasonNames.Together,
                _ when question.Request.Cart.Contains(origin.ProductId) => ReasonNames.Carted,
                _ => ReasonNames.Similar,
            };
        }

        return origin.Kind switch
        {
            OriginKind.Together => ReasonNames.Together,
            OriginKind.Similar => ReasonNames.Similar,
            OriginKind.Content when _strongest.GetValueOrDefault(origin.ProductId) == InteractionType.View =>
                ReasonNames.Content,
            _ => _strongest.GetValueOrDefault(origin.ProductId) switch
            {
                InteractionType.View or InteractionType.Like or InteractionType.Wishlist or InteractionType.Share
                    or InteractionType.Custom => ReasonNames.Viewed,
                InteractionType.Cart => ReasonNames.Carted,
                InteractionType.Rating => ReasonNames.Rated,
                InteractionType.Search => ReasonNames.Searched,
                _ => ReasonNames.Bought,
            },
        };
    }

    private Reason? OfSource(Candidate candidate, RecommendationSource source, double share)
    {
        var category = CategoryOf(candidate.Product);
        return source switch
        {
            RecommendationSource.Popularity =>
                InCategory(ReasonNames.Popular, ReasonNames.PopularInCategory, category, share),
            RecommendationSource.PopularInSegment => OfSegment(category, share),
            RecommendationSource.Trending =>
                InCategory(ReasonNames.Trending, ReasonNames.TrendingInCategory, category, share),
            RecommendationSource.Newest =>
                InCategory(ReasonNames.Newest, ReasonNames.NewestInCategory, category, share),
            RecommendationSource.Deals => OfDeal(candidate.Product, category, share),
            RecommendationSource.BuyAgain when BuyAgain.DaysSince(
                question.Shopper, candidate.ProductId, question.Now) is { } days =>
                new Reason(
                    ReasonNames.BuyAgain, share, ("days", Math.Max(days, 1).ToString(CultureInfo.InvariantCulture))),
            RecommendationSource.RecentlyViewed => new Reason(ReasonNames.RecentlyViewed, share),
            _ => null,
        };
    }

    // Which segment it is stands in a gap, for the shop's own sentences: its names are seldom meant for shoppers.
    private Reason OfSegment(string? category, double share)
    {
        var segment = question.Request.Segment ?? question.Shopper.Profile.Segment ?? "";
        return InCategory(
            ReasonNames.PopularInSegment,
            ReasonNames.PopularInSegmentAndCategory,
            category,
            share,
            ("segment", segment));
    }

    private static Reason? OfDeal(Product? product, string? category, double share)
    {
        if (product is not { Price: { } price, ListPrice: > 0 and { } listPrice } || price >= listPrice)
            return null;
        var percent = Math.Round(100 * (1 - (price / listPrice))).ToString("0", CultureInfo.InvariantCulture);
        return InCategory(ReasonNames.Deal, ReasonNames.DealInCategory, category, share, ("discount", percent));
    }

    // The reason that says more, where it holds.
    private static Reason InCategory(
        string name,
        string nameInCategory,
        string? category,
        double share,
        params IReadOnlyList<(string Gap, string Value)> gaps) => category is null
        ? new Reason(name, share, gaps)
        : new Reason(nameInCategory, share, [.. gaps, ("category", category)]);

    private static string? CategoryOf(Product? product) => product?.Category?.Split(CategoryPath.Separator)[^1];

    private static Dictionary<string, InteractionType> StrongestOf(ShopperFacts shopper)
    {
        var strongest = new Dictionary<string, InteractionType>(StringComparer.Ordinal);
        foreach (var logged in shopper.Standing)
        {
            var interaction = logged.Interaction;
            if (interaction.ProductId is { } productId
                && (!strongest.TryGetValue(productId, out var known) || Rank(interaction.Type) > Rank(known)))
                strongest[productId] = interaction.Type;
        }

        return strongest;

        static int Rank(InteractionType type) => type switch
        {
            InteractionType.Purchase => 4,
            InteractionType.Rating => 3,
            InteractionType.Cart => 2,
            InteractionType.View or InteractionType.Like or InteractionType.Wishlist or InteractionType.Share
                or InteractionType.Custom => 1,
            _ => 0,
        };
    }
}
