using System.Text;
using Ayni.Domain;
using Ayni.Features.Histories;

namespace Ayni.Features.Definitions;

/// <summary>
/// Features of a product. Those of the log look at its newest <see cref="ProductHistory.MaxEvents"/> interactions,
/// before t: of a product met more often than that in a window, the window's counts stop there, and
/// <c>interactions_per_day_product</c> tells such products apart.
/// </summary>
public static class ProductFeatures
{
    /// <summary>Numbers that <c>encoded_product_category</c> has.</summary>
    public const int CategoryCodes = 65_536;

    private const string Ever = FeatureFamily<ProductHistory>.Ever;
    private const string None = FeatureFamily<ProductHistory>.None;
    private const string Days7 = "7 days";
    private const string Days28 = "28 days";
    private const string Days90 = "90 days";

    private static readonly FeatureFamily<ProductHistory> Log = new(FeatureEntity.Product, "interactions", false);
    private static readonly FeatureFamily<ProductHistory> Catalogue = new(FeatureEntity.Product, "catalogue", true);

    private static readonly FeatureFamily<ProductHistory> Worded =
        new(FeatureEntity.Product, "catalogue; the shop's stored counts of its words", true);

    /// <summary>All of them, in the order of files and answers.</summary>
    public static IReadOnlyList<FeatureDefinition<ProductHistory>> All { get; } =
        [.. Entry(), .. Popularity(), .. Opinion()];

    /// <summary>The number of a category: the same everywhere and for ever.</summary>
    /// <param name="category">Its path; case, accents and blanks around its parts do not count.</param>
    public static int CodeOf(string category)
    {
        ArgumentNullException.ThrowIfNull(category);
        var parts = category.Split('>', StringSplitOptions.TrimEntries);
        // FNV-1a of 32 bits, folded to 16 as its authors say.
        var hash = 2_166_136_261u;
        foreach (var part in Encoding.UTF8.GetBytes(FoldedText.Of(string.Join('>', parts))))
            hash = unchecked((hash ^ part) * 16_777_619u);
        return (int)((hash >> 16) ^ (hash & 0xFFFF));
    }

    private static IEnumerable<FeatureDefinition<ProductHistory>> Entry() =>
    [
        Catalogue.Money(
            "price_product", None, null, "What the product costs.", "price", product => product.Facts?.Price),
        Catalogue.Number(
            "discount_product", "share", None, null, "How far the product is reduced.",
            "1 − price / list price; 0 without a list price above the price; missing without a price",
            product => product.Facts?.Discount),
        Catalogue.Text(
            "product_category", None, "Category of the product.", "path of the category",
            product => product.Facts?.Category),
        Catalogue.Count(
            "encoded_product_category", "code, 0 to 65,535", None, null, "Category as a number that never changes.",
            "FNV-1a (32 bits, folded to 16) of the path in small letters without accents; two categories may share one",
            product => product.Facts?.Category is { } category ? CodeOf(category) : null),
        Catalogue.Text("product_brand", None, "Brand of the product.", "brand", product => product.Facts?.Brand),
        Worded.Text(
            "product_description_keywords", None, "What name and description are about.",
            "up to 5 words or pairs of words, by TF-IDF over the counts that keywords --apply stored last, best first, "
            + "with commas between; missing before that",
            product => product.Facts?.Keywords),
        Catalogue.Number(
            "days_since_added_product", "days", None, null, "How new the product is.",
            "(t − time the shop took it in) / 24 h; missing if that is after t",
            product => product.Facts?.AddedAt is { } added && added <= product.Instant
                ? (product.Instant - added).TotalDays
                : null),
    ];

    private static IEnumerable<FeatureDefinition<ProductHistory>> Popularity() =>
    [
        Log.Count(
            "total_interactions_product", "interactions", Ever, "0", "How much the product was met.",
            "number of interactions held", product => product.All.Interactions),
        Count("views_7d_product", Days7, "Views", product => product.Newest7.Views),
        Count("views_28d_product", Days28, "Views", product => product.Newest28.Views),
        Count("carts_28d_product", Days28, "Carts", product => product.Newest28.Carts),
        Count("purchases_7d_product", Days7, "Purchase lines", product => product.Newest7.Lines),
        Count("purchases_28d_product", Days28, "Purchase lines", product => product.Newest28.Lines),
        Count("purchases_90d_product", Days90, "Purchase lines", product => product.Newest90.Lines),
        Count(
            "purchases_lag_28d_product", "28 to 56 days before", "Purchase lines",
            product => product.Previous28.Lines),
        Log.Number(
            "quantity_28d_product", "pieces", Days28, "0", "Pieces sold in the last four weeks.",
            "Σ quantity of lines (1 where none was sent) in [t − 28 d, t)", product => product.Newest28.Quantity),
        Log.Number(
            "purchase_trend_product", "lines per 28 days, a step of 28 days", "84 days", "0",
            "Whether the product sells more or less than before.",
            "slope of the least-squares line through the lines of [t − 84 d, t − 56 d), [t − 56 d, t − 28 d) and "
            + "[t − 28 d, t), which is (third − first) / 2",
            product => (product.Newest28.Lines - product.Earlier28.Lines) / 2.0),
        Log.Number(
            "interactions_per_day_product", "interactions a day", Ever, null, "Pace at which the product is met.",
            "interactions held / max(1, days since the first of them)",
            product => product.DaysSince(product.First) is { } days
                ? product.All.Interactions / Math.Max(1, days)
                : null),
        Log.Number(
            "conversion_rate_product", "lines a view", Days90, null, "How often looking at it ends in buying.",
            "lines / views in [t − 90 d, t); missing without a view",
            product => product.Newest90.Views == 0
                ? null
                : (double)product.Newest90.Lines / product.Newest90.Views),
        Log.Number(
            "days_since_last_interaction_product", "days", Ever, null, "How long ago anybody met it.",
            "(t − time of the last interaction) / 24 h", product => product.DaysSince(product.Last)),
        Log.Number(
            "days_since_last_purchase_product", "days", Ever, null, "How long ago anybody bought it.",
            "(t − time of the last line held) / 24 h", product => product.DaysSince(product.LastPurchase)),
        Log.Count(
            "peak_day_of_week_product", "1 Monday to 7 Sunday", Ever, null, "Season: day on which it is met most.",
            "day of the week, by the shop's clock, with the most interactions; of equals the first",
            product => product.All.Days.Count == 0 ? null : product.All.Days.Top(Comparer<int>.Default)),
    ];

    private static IEnumerable<FeatureDefinition<ProductHistory>> Opinion() =>
    [
        Log.Count(
            "ratings_product", "ratings", Ever, "0", "How many rated the product.", "number of ratings held",
            product => product.All.Ratings),
        Log.Number(
            "average_ratings_product", "1 to 5", Ever, null, "What those who rated it think.",
            "mean of the ratings held", product => product.All.MeanRating),
        Log.Number(
            "average_sentiment_product", "−1 to 1", Ever, null, "How pleased the reviews of the product are.",
            "mean over interactions with a review of −1 to 1 by the lexicon of its language (Spanish, English)",
            product => product.All.MeanSentiment),
    ];

    private static FeatureDefinition<ProductHistory> Count(
        string name, string window, string what, Func<ProductHistory, long?> compute) => Log.Count(
            name, "interactions", window, "0", $"{what} in the window.",
            $"number of {what.ToLowerInvariant()} in the window, t excluded", compute);
}
