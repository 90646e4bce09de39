using Ayni.Features.Histories;

namespace Ayni.Features.Definitions;

/// <summary>Features of a shopper before a product, from the shopper's history and the product's entry.</summary>
public static class UserProductFeatures
{
    private const string Ever = FeatureFamily<UserProductView>.Ever;

    private static readonly FeatureFamily<UserProductView> Log =
        new(FeatureEntity.UserProduct, "interactions of the shopper", false);

    private static readonly FeatureFamily<UserProductView> Catalogue =
        new(FeatureEntity.UserProduct, "interactions of the shopper; catalogue", true);

    /// <summary>All of them, in the order of files and answers.</summary>
    public static IReadOnlyList<FeatureDefinition<UserProductView>> All { get; } =
    [
        Log.Count(
            "interactions_user_product", "interactions", Ever, "0", "How often the shopper met the product.",
            "number of interactions of the shopper with it", pair => pair.User.All.Products[pair.ProductId]),
        Log.Count(
            "purchases_user_product", "lines", Ever, "0", "How often the shopper bought the product.",
            "number of lines of the shopper with it", pair => pair.User.All.BoughtProducts[pair.ProductId]),
        Log.Number(
            "days_since_last_interaction_user_product", "days", Ever, null, "How long ago the shopper met the product.",
            "(t − time of the shopper's last interaction with it) / 24 h",
            pair => pair.User.DaysSince(pair.User.LastWith(pair.ProductId))),
        Log.Number(
            "days_since_last_purchase_user_product", "days", Ever, null, "How long ago the shopper bought the product.",
            "(t − time of the shopper's last line with it) / 24 h",
            pair => pair.User.DaysSince(pair.User.LastPurchaseOf(pair.ProductId))),
        Catalogue.Number(
            "category_affinity_user_product", "share", Ever, "0", "How much the shopper likes the product's category.",
            "Σ weight of the shopper's interactions in its category / Σ weight in all (as preferred_brand_user)",
            pair => pair.Facts?.Category is { } category ? pair.User.All.Categories.ShareOf(category) : null),
        Catalogue.Number(
            "brand_affinity_user_product", "share", Ever, "0", "How much the shopper likes the product's brand.",
            "Σ weight of the shopper's interactions with its brand / Σ weight with all",
            pair => pair.Facts?.Brand is { } brand ? pair.User.All.Brands.ShareOf(brand) : null),
        Catalogue.Number(
            "text_similarity_user_product", "0 to 1", Ever, "0",
            "How much the product reads like what the shopper met.",
            "cosine of two vectors over words: Σ weight of the shopper's interactions with products that have the "
            + "word, and 1 for each word of the product; words are the first 16 different ones of name, category, "
            + "brand and description, in small letters without accents and small words; missing without words of both",
            TextSimilarity),
        Catalogue.Number(
            "embedding_similarity_user_product", "−1 to 1", Ever, "0",
            "How much the product is met by those who meet what the shopper met.",
            "cosine of Σ weight × vector of the products the shopper met and the product's vector, of vectors as embed "
            + "stored them, in 32,767ths; missing without a vector of both, and at an instant up to the newest "
            + "interaction that the vectors are made of",
            EmbeddingSimilarity),
        Catalogue.Number(
            "price_ratio_user_product", "ratio", Ever, "1", "Dearer or cheaper than what the shopper pays.",
            "price / avg_price_user; missing without both, or of two currencies", PriceRatio),
        Catalogue.Number(
            "price_match_user_product", "standard deviations", Ever, "0", "Whether the price is one the shopper pays.",
            "(price − avg_price_user) / price_deviation_user; missing where the deviation is 0", PriceMatch),
    ];

    private static double? TextSimilarity(UserProductView pair)
    {
        var met = pair.User.All.Words;
        if (pair.Facts?.Words is not { Words: var words } || met.Squares == 0)
            return null;
        return words.Sum(word => met[word]) / (Math.Sqrt((double)met.Squares) * Math.Sqrt(words.Count));
    }

    private static double? EmbeddingSimilarity(UserProductView pair) =>
        pair.Facts is { Vector: { } vector } facts && pair.User.Instant > facts.VectorKnownUntil
            ? pair.User.All.Vectors.CosineWith(vector)
            : null;

    private static double? PriceRatio(UserProductView pair) =>
        Paid(pair) is { Price: var price, Mean: > 0 and var mean } ? (double)(price / mean) : null;

    private static double? PriceMatch(UserProductView pair) =>
        Paid(pair) is { Price: var price, Mean: var mean } && pair.User.All.BoughtPrices.Deviation is > 0 and var spread
            ? (double)(price - mean) / spread
            : null;

    private static (decimal Price, decimal Mean)? Paid(UserProductView pair) =>
        pair.Facts is { Price: { } price, Currency: { } currency }
        && pair.User.All.BoughtPrices is { Mean: { } mean } paid && paid.IsIn(currency)
            ? (price, mean)
            : null;
}
