using Ayni.Features.Histories;
using Ayni.Features.Segments;

namespace Ayni.Features.Definitions;

/// <summary>
/// Features of a shopper. All look at the shopper's newest <see cref="UserHistory.MaxEvents"/> interactions with
/// products, before t; a line is a purchase of one product, and lines with one order id, else of one instant, are one
/// order.
/// </summary>
public static class UserFeatures
{
    private const string Ever = FeatureFamily<UserHistory>.Ever;
    private const string Days7 = "7 days";
    private const string Days28 = "28 days";
    private const string Days90 = "90 days";

    private static readonly FeatureFamily<UserHistory> Log = new(FeatureEntity.User, "interactions", false);

    private static readonly FeatureFamily<UserHistory> Priced =
        new(FeatureEntity.User, "interactions; price of each product in the catalogue", true);

    private static readonly FeatureFamily<UserHistory> Described =
        new(FeatureEntity.User, "interactions; brand and category of each product in the catalogue", true);

    private static readonly FeatureFamily<UserHistory> Grouped = new(
        FeatureEntity.User, "interactions; price of each product in the catalogue; the shop's stored cuts", true);

    /// <summary>All of them, in the order of files and answers.</summary>
    public static IReadOnlyList<FeatureDefinition<UserHistory>> All { get; } =
        [.. Recency(), .. Frequency(), .. Spending(), .. Trend(), .. Habits(), .. Prices(), .. Loyalty()];

    private static IEnumerable<FeatureDefinition<UserHistory>> Recency() =>
    [
        Log.Number(
            "days_since_last_interaction_user", "days", Ever, null, "How long ago the shopper last did anything.",
            "(t − time of the last interaction) / 24 h", user => user.DaysSince(user.Last)),
        Log.Number(
            "days_since_last_purchase_user", "days", Ever, null, "Recency: how long ago the shopper last bought.",
            "(t − time of the last line) / 24 h", user => user.DaysSince(user.LastPurchase)),
        Log.Number(
            "days_since_first_interaction_user", "days", Ever, null, "How long the shopper has been known.",
            "(t − time of the first interaction held) / 24 h", user => user.DaysSince(user.First)),
    ];

    private static IEnumerable<FeatureDefinition<UserHistory>> Frequency() =>
    [
        Log.Count(
            "total_interactions_user", "interactions", Ever, "0", "How much the shopper has done.",
            "number of interactions", user => user.All.Interactions),
        Log.Count(
            "interactions_7d_user", "interactions", Days7, "0", "How much the shopper did in the last week.",
            "number of interactions in [t − 7 d, t)", user => user.Newest7.Interactions),
        Log.Count(
            "interactions_28d_user", "interactions", Days28, "0", "How much the shopper did in the last four weeks.",
            "number of interactions in [t − 28 d, t)", user => user.Newest28.Interactions),
        Log.Count(
            "interactions_90d_user", "interactions", Days90, "0", "How much the shopper did in the last 90 days.",
            "number of interactions in [t − 90 d, t)", user => user.Newest90.Interactions),
        Log.Count(
            "total_purchases_user", "orders", Ever, "0", "Frequency: how many orders the shopper has placed.",
            "number of orders", user => user.All.Orders),
        Log.Count(
            "purchases_28d_user", "orders", Days28, "0", "Orders of the last four weeks.",
            "number of orders with a line in [t − 28 d, t)", user => user.Newest28.Orders),
        Log.Count(
            "purchases_90d_user", "orders", Days90, "0", "Orders of the last 90 days.",
            "number of orders with a line in [t − 90 d, t)", user => user.Newest90.Orders),
        Log.Count(
            "carts_28d_user", "interactions", Days28, "0", "Products put into the cart in the last four weeks.",
            "number of carts in [t − 28 d, t)", user => user.Newest28.Carts),
        Log.Number(
            "days_between_purchases_user", "days", Ever, null, "The shopper's usual interval between orders.",
            "(time of the last line − time of the first line) / 24 h / (orders − 1); missing below 2 orders",
            user => user.All.Orders < 2
                ? null
                : Ages.DaysBetween(user.FirstPurchase!.Milliseconds, user.LastPurchase!.Milliseconds)
                    / (user.All.Orders - 1)),
        Log.Number(
            "avg_items_per_purchase_user", "pieces an order", Ever, null, "Size of the shopper's baskets.",
            "Σ quantity of lines (1 where none was sent) / orders",
            user => user.All.Orders == 0 ? null : user.All.Quantity / user.All.Orders),
        Log.Number(
            "conversion_rate_user", "lines a view", Ever, null, "How often looking ends in buying.",
            "lines / views; missing without a view; over 1 where purchases came without views",
            user => Ratio(user.All.Lines, user.All.Views)),
    ];

    private static IEnumerable<FeatureDefinition<UserHistory>> Spending() =>
    [
        Priced.Money(
            "total_spend_user", Ever, "0", "Monetary value: what the shopper has spent, at today's prices.",
            "Σ quantity × price over lines of known price; missing if lines have no known price or two currencies",
            user => user.All.KnownSpend),
        Priced.Money(
            "spend_28d_user", Days28, "0", "What the shopper spent in the last four weeks, at today's prices.",
            "as total_spend_user, over lines in [t − 28 d, t)", user => user.Newest28.KnownSpend),
        Priced.Money(
            "spend_90d_user", Days90, "0", "What the shopper spent in the last 90 days, at today's prices.",
            "as total_spend_user, over lines in [t − 90 d, t)", user => user.Newest90.KnownSpend),
        Priced.Money(
            "spend_lag_28d_user", "28 to 56 days before", "0", "What the shopper spent in the four weeks before those.",
            "as total_spend_user, over lines in [t − 56 d, t − 28 d)", user => user.Previous28.KnownSpend),
        Priced.Money(
            "avg_purchase_value_user", Ever, null, "What an order of the shopper is worth.",
            "total_spend_user / orders with a known price; missing without one",
            user => user.All.Spend.MeanOver(user.All.PricedOrders)),
        Priced.Money(
            "last_purchase_value_user", Ever, null, "What the shopper's last order was worth (lag 1).",
            "Σ quantity × price over the lines of the order that the last line belongs to",
            user => user.LastOrderValue),
        Grouped.Text(
            "user_segment_group", Ever, "What a shop calls the shopper by recency, frequency and money.",
            "segment by fifths of days_since_last_purchase_user, total_purchases_user and total_spend_user, whose ends "
            + "are the cuts that segments --apply stored last, whatever the instant; missing before that",
            user => user.Cuts is { } cuts ? RfmNames.KeyOf(cuts.SegmentOf(RfmValues.Of(user))) : null),
    ];

    private static IEnumerable<FeatureDefinition<UserHistory>> Trend() =>
    [
        Log.Number(
            "purchase_trend_over_time", "orders per 28 days, a step of 28 days", "84 days", "0",
            "Whether the shopper buys more often or less often than before.",
            "slope of the least-squares line through the orders of [t − 84 d, t − 56 d), [t − 56 d, t − 28 d) and "
            + "[t − 28 d, t), which is (third − first) / 2",
            user => (user.Newest28.Orders - user.Earlier28.Orders) / 2.0),
        Log.Count(
            "purchases_lag_28d_user", "orders", "28 to 56 days before", "0", "Orders of the four weeks before those.",
            "number of orders with a line in [t − 56 d, t − 28 d)", user => user.Previous28.Orders),
        Log.Count(
            "purchases_year_ago_user", "orders", "351 to 379 days before", "0",
            "Season: orders around this day last year.",
            "number of orders with a line in [t − 379 d, t − 351 d)", user => user.YearAgo28.Orders),
    ];

    private static IEnumerable<FeatureDefinition<UserHistory>> Habits() =>
    [
        Log.Count(
            "preferred_day_of_week_user", "1 Monday to 7 Sunday", Ever, null, "Day on which the shopper is here most.",
            "day of the week, by the shop's clock, with the most interactions; of equals the first",
            user => TopOf(user.All.Days)),
        Log.Count(
            "preferred_hour_user", "hour, 0 to 23", Ever, null, "Hour at which the shopper is here most.",
            "hour, by the shop's clock, with the most interactions; of equals the first",
            user => TopOf(user.All.Hours)),
        Log.Number(
            "weekend_share_user", "share", Ever, null, "How much of what the shopper does falls on weekends.",
            "interactions on days 6 and 7 / interactions",
            user => Ratio(user.All.Days[6] + user.All.Days[7], user.All.Interactions)),
        Log.Number(
            "avg_view_duration_user", "seconds", Ever, null, "How long the shopper stays on a product's page.",
            "mean duration of views that have one", user => user.All.MeanViewSeconds),
        Log.Count(
            "ratings_user", "ratings", Ever, "0", "How many ratings the shopper has given.",
            "number of ratings", user => user.All.Ratings),
        Log.Number(
            "average_ratings_user", "1 to 5", Ever, null, "How the shopper rates.",
            "mean of the ratings", user => user.All.MeanRating),
        Log.Number(
            "sentiment_score_user_reviews", "−1 to 1", Ever, null, "How pleased the shopper's reviews are.",
            "mean over interactions with a review of −1 to 1 by the lexicon of its language (Spanish, English)",
            user => user.All.MeanSentiment),
    ];

    private static IEnumerable<FeatureDefinition<UserHistory>> Prices() =>
    [
        Priced.Money(
            "avg_price_user", Ever, null, "What the shopper pays for one piece.",
            "mean price over lines of known price", user => user.All.BoughtPrices.Mean),
        Priced.Number(
            "price_deviation_user", "currency of the prices", Ever, null, "How far the prices paid lie apart.",
            "standard deviation (n − 1) of price over lines of known price; missing below 2",
            user => user.All.BoughtPrices.Deviation),
        Priced.Money(
            "avg_price_viewed_user", Ever, null, "What the products cost that the shopper looks at.",
            "mean price over views of products of known price", user => user.All.ViewedPrices.Mean),
        Priced.Number(
            "discount_share_user", "share", Ever, null, "Discount sensitivity: how much is bought reduced.",
            "lines with discount over 0 / lines of known price; discount = 1 − price / list price, 0 without a list "
            + "price above the price",
            user => Ratio(user.All.Discounted, user.All.DiscountKnown)),
        Priced.Number(
            "avg_discount_user", "share", Ever, null, "Mean discount of what the shopper buys.",
            "mean discount over lines of known price", user => user.All.MeanDiscount),
    ];

    private static IEnumerable<FeatureDefinition<UserHistory>> Loyalty() =>
    [
        Log.Count(
            "distinct_products_user", "products", Ever, "0", "How many different products the shopper met.",
            "number of products with an interaction", user => user.All.Products.Count),
        Log.Number(
            "repeat_purchase_rate_user", "share", Ever, null, "Loyalty: how much is bought again.",
            "(lines − different products bought) / lines",
            user => Ratio(user.All.Lines - user.All.BoughtProducts.Count, user.All.Lines)),
        Described.Text(
            "preferred_brand_user", Ever, "Brand that the shopper likes best.",
            "brand with the highest Σ weight of interactions (view and search 1, cart 2, purchase 4, rating r "
            + "4 (r − 2) / 3); of equals the first by name",
            user => user.All.Brands.Top(StringComparer.Ordinal)),
        Described.Number(
            "brand_loyalty_user", "share", Ever, null, "How much of what is bought is of the brand bought most.",
            "lines of the brand bought most / lines with a brand",
            user => ShareOfTop(user.All.BoughtBrands)),
        Described.Count(
            "distinct_brands_user", "brands", Ever, "0", "How many different brands the shopper met.",
            "number of brands with an interaction of weight over 0", user => user.All.Brands.Count),
        Described.Text(
            "preferred_category_user", Ever, "Category that the shopper likes best.",
            "as preferred_brand_user, with the category's path",
            user => user.All.Categories.Top(StringComparer.Ordinal)),
        Described.Number(
            "category_concentration_user", "0 to 1", Ever, null, "Whether the shopper stays with few categories.",
            "Σ (share of a category in the weights)², the Herfindahl index",
            user => user.All.Categories.Total == 0
                ? null
                : (double)user.All.Categories.Squares / user.All.Categories.Total / user.All.Categories.Total),
    ];

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static long? TopOf(Tally<int> tally) => tally.Count == 0 ? null : tally.Top(Comparer<int>.Default);

    private static double? ShareOfTop(Tally<string> tally) =>
        tally.Top(StringComparer.Ordinal) is { } top ? tally.ShareOf(top) : null;
}
