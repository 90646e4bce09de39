using Ayni.Domain.Features;
using Ayni.Domain.Interactions;
using Ayni.Features.Definitions;
using Ayni.Features.Embeddings;
using Ayni.Features.Histories;
using Ayni.Features.Offline;
using Ayni.Features.Segments;
using static Ayni.Domain.Interactions.InteractionType;

namespace Ayni.Features.Tests;

/// <summary>Every feature of a small history, worked out by hand.</summary>
public sealed class FormulaTests
{
    private static readonly Dictionary<string, ProductFacts> Facts = new(StringComparer.Ordinal)
    {
        ["lamp"] = new(40m, 50m, "PEN", "Home > Lamps", "Inti", At(-10))
        {
            Words = ProductWords.OfTexts("Lámpara de mesa", "Home > Lamps", "Inti"),
            Vector = ProductVector.Of([1, 0]),
        },
        ["mug"] = new(10m, null, "PEN", "Kitchen > Mugs", "Quilla", At(200))
        {
            Words = ProductWords.OfTexts("Mug", "Kitchen > Mugs", "Quilla"),
            Keywords = "mug, stoneware",
            Vector = ProductVector.Of([0.6f, 0.8f]),
            VectorKnownUntil = At(80),
        },
    };

    // 1 January 2025 is a Wednesday; days 3 and 4 are the first weekend.
    private static readonly LoggedInteraction[] Rows =
    [
        SampleLog.Row(1, "u", "lamp", View, At(0, 9), duration: TimeSpan.FromSeconds(30)),
        SampleLog.Row(2, "u", "lamp", Purchase, At(0, 10), 1, "o1"),
        SampleLog.Row(3, "u", "mug", Purchase, At(0, 10), 2, "o1"),
        SampleLog.Row(4, "v", "mug", View, At(3, 12)),
        SampleLog.Row(5, "u", "mug", Rating, At(3, 9), 5, review: "Great mug, I love it!"),
        SampleLog.Row(6, "u", "gone", Search, At(40, 9)),
        SampleLog.Row(7, "u", "mug", Purchase, At(80, 9)),
        SampleLog.Row(8, "u", "mug", View, At(81, 9), duration: TimeSpan.FromSeconds(10)),
        SampleLog.Row(9, "u", "mug", Cart, At(81, 10)),
        SampleLog.Row(10, "u", "lamp", Rating, At(81, 11), 2, review: "Pésima calidad"),
        SampleLog.Row(11, "u", "mug", View, At(82)),
    ];

    private static readonly FeatureLog Log = new(
        Rows, Facts, cuts: new RfmCuts([1, 2, 3, 4], [1, 2, 3, 4], [20, 60, 80, 100], 9));

    [Theory]
    [InlineData("days_since_last_interaction_user", "0.5416666666666666")]
    [InlineData("days_since_last_purchase_user", "1.625")]
    [InlineData("days_since_first_interaction_user", "81.625")]
    [InlineData("total_interactions_user", "9")]
    [InlineData("interactions_7d_user", "4")]
    [InlineData("interactions_28d_user", "4")]
    [InlineData("interactions_90d_user", "9")]
    [InlineData("total_purchases_user", "2")]
    [InlineData("purchases_28d_user", "1")]
    [InlineData("purchases_90d_user", "2")]
    [InlineData("carts_28d_user", "1")]
    [InlineData("days_between_purchases_user", "79.95833333333333")]
    [InlineData("avg_items_per_purchase_user", "2")]
    [InlineData("conversion_rate_user", "1.5")]
    [InlineData("total_spend_user", "70")]
    [InlineData("spend_28d_user", "10")]
    [InlineData("spend_90d_user", "70")]
    [InlineData("spend_lag_28d_user", "0")]
    [InlineData("avg_purchase_value_user", "35")]
    [InlineData("last_purchase_value_user", "10")]
    [InlineData("user_segment_group", "promising")]
    [InlineData("purchase_trend_over_time", "0")]
    [InlineData("purchases_lag_28d_user", "0")]
    [InlineData("purchases_year_ago_user", "0")]
    [InlineData("preferred_day_of_week_user", "3")]
    [InlineData("preferred_hour_user", "9")]
    [InlineData("weekend_share_user", "0.5555555555555556")]
    [InlineData("avg_view_duration_user", "20")]
    [InlineData("ratings_user", "2")]
    [InlineData("average_ratings_user", "3.5")]
    [InlineData("sentiment_score_user_reviews", "0.1346865")]
    [InlineData("avg_price_user", "20")]
    [InlineData("price_deviation_user", "17.320508075688775")]
    [InlineData("avg_price_viewed_user", "25")]
    [InlineData("discount_share_user", "0.3333333333333333")]
    [InlineData("avg_discount_user", "0.06666666666666667")]
    [InlineData("distinct_products_user", "3")]
    [InlineData("repeat_purchase_rate_user", "0.3333333333333333")]
    [InlineData("preferred_brand_user", "Quilla")]
    [InlineData("brand_loyalty_user", "0.6666666666666666")]
    [InlineData("distinct_brands_user", "2")]
    [InlineData("preferred_category_user", "Kitchen > Mugs")]
    [InlineData("category_concentration_user", "0.625")]
    public void User_BeforeTheLastView(string name, string expected) => Assert.Equal(
        expected, ValueOf(UserFeatures.All, User(At(82)), name).ToString());

    [Fact]
    public void User_Table_NamesEveryFeature() => AssertNamesAll(nameof(User_BeforeTheLastView), UserFeatures.All);

    [Fact]
    public void Product_Table_NamesEveryFeature() => AssertNamesAll(nameof(Product_Mug), ProductFeatures.All);

    [Fact]
    public void Pair_Table_NamesEveryFeature() => AssertNamesAll(nameof(Pair_Mug), UserProductFeatures.All);

    [Theory]
    [InlineData("price_product", "10")]
    [InlineData("discount_product", "0")]
    [InlineData("product_category", "Kitchen > Mugs")]
    [InlineData("encoded_product_category", "60852")]
    [InlineData("product_brand", "Quilla")]
    [InlineData("product_description_keywords", "mug, stoneware")]
    [InlineData("days_since_added_product", "")]
    [InlineData("total_interactions_product", "6")]
    [InlineData("views_7d_product", "1")]
    [InlineData("views_28d_product", "1")]
    [InlineData("carts_28d_product", "1")]
    [InlineData("purchases_7d_product", "1")]
    [InlineData("purchases_28d_product", "1")]
    [InlineData("purchases_90d_product", "2")]
    [InlineData("purchases_lag_28d_product", "0")]
    [InlineData("quantity_28d_product", "1")]
    [InlineData("purchase_trend_product", "0")]
    [InlineData("interactions_per_day_product", "0.0735444330949949")]
    [InlineData("conversion_rate_product", "1")]
    [InlineData("days_since_last_interaction_product", "0.5833333333333334")]
    [InlineData("days_since_last_purchase_product", "1.625")]
    [InlineData("peak_day_of_week_product", "6")]
    [InlineData("ratings_product", "1")]
    [InlineData("average_ratings_product", "5")]
    [InlineData("average_sentiment_product", "0.855255")]
    public void Product_Mug(string name, string expected) => Assert.Equal(
        expected,
        ValueOf(
            ProductFeatures.All,
            SnapshotFeatures.ProductOf(Log, "mug", Rows.Where(r => r.Interaction.ProductId == "mug"), At(82)),
            name).ToString());

    [Theory]
    [InlineData("interactions_user_product", "5")]
    [InlineData("purchases_user_product", "2")]
    [InlineData("days_since_last_interaction_user_product", "0.5833333333333334")]
    [InlineData("days_since_last_purchase_user_product", "1.625")]
    [InlineData("category_affinity_user_product", "0.75")]
    [InlineData("brand_affinity_user_product", "0.75")]
    [InlineData("text_similarity_user_product", "0.9370425713316364")]
    [InlineData("embedding_similarity_user_product", "0.9761867486448536")]
    [InlineData("price_ratio_user_product", "0.5")]
    [InlineData("price_match_user_product", "-0.5773502691896257")]
    public void Pair_Mug(string name, string expected) => Assert.Equal(
        expected,
        ValueOf(UserProductFeatures.All, new UserProductView(User(At(82)), "mug", Facts["mug"]), name).ToString());

    [Theory]
    [InlineData(80, true)]
    [InlineData(81, false)]
    public void EmbeddingSimilarity_UpToWhatTheVectorsKnow_IsMissing(int day, bool isMissing) => Assert.Equal(
        isMissing,
        ValueOf(
            UserProductFeatures.All, new UserProductView(User(At(day)), "mug", Facts["mug"]),
            "embedding_similarity_user_product").IsMissing);

    [Fact]
    public void Trend_ThreeWindows_IsTheLeastSquaresSlope()
    {
        // 1, 0 and 3 orders: the line through (0, 1), (1, 0), (2, 3) has slope 1.
        var rows = new[] { 10, 70, 75, 80 }.Select((day, index) =>
            SampleLog.Row(index + 1, "u", "mug", Purchase, At(day), 1, $"t{day}"));

        var user = SnapshotFeatures.UserOf(new FeatureLog(rows, Facts), rows, At(84));

        Assert.Equal(1, ValueOf(UserFeatures.All, user, "purchase_trend_over_time").Number);
    }

    [Fact]
    public void Interaction_Sunday_ByTheShopsClock()
    {
        var lima = TimeZoneInfo.CreateCustomTimeZone("lima", TimeSpan.FromHours(-5), null, null);
        var monday = new DateTimeOffset(2025, 6, 2, 3, 0, 0, TimeSpan.Zero);
        var log = new FeatureLog([SampleLog.Row(1, "u", "mug", View, monday)], Facts, lima);

        var row = EventFeatures.Of(log).Single();

        Assert.Equal(
            ["7", "22", "true", "1", "22", "6"],
            row.Values.Take(InteractionFeatures.All.Count).Select(value => value.ToString()));
    }

    [Fact]
    public void CodeOf_CaseAccentsAndBlanks_DoNotCount() => Assert.Equal(
        ProductFeatures.CodeOf("Hogar > Iluminación"), ProductFeatures.CodeOf("HOGAR>iluminacion"));

    [Fact]
    public void User_WhoDidNothing_HasZeroCountsAndNoMeans()
    {
        var nobody = new UserHistory();
        nobody.MoveTo(At(0));

        var values = UserFeatures.All.ValuesOf(nobody);

        Assert.All(UserFeatures.All.Zip(values), pair => Assert.True(
            pair.Second.IsMissing || pair.Second.ToString() == "0", pair.First.Name));
        Assert.All(
            UserFeatures.All.Zip(values).Where(pair => pair.First.Default == "0"),
            pair => Assert.Equal("0", pair.Second.ToString()));
    }

    private static DateTimeOffset At(int day, int hour = 0) => SampleLog.Start.AddDays(day).AddHours(hour);

    private static UserHistory User(DateTimeOffset instant) =>
        SnapshotFeatures.UserOf(Log, Rows.Where(row => row.Interaction.UserId == "u"), instant);

    private static FeatureValue ValueOf<T>(
        IReadOnlyList<FeatureDefinition<T>> definitions, T source, string name) =>
        definitions.Single(definition => definition.Name == name).Compute(source);

    private static void AssertNamesAll(string theory, IEnumerable<FeatureDefinition> definitions)
    {
        var named = typeof(FormulaTests).GetMethod(theory)!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>().Select(row => (string)row.GetData(null!).Single()[0]);
        Assert.Equal(definitions.Select(definition => definition.Name).Order(), named.Order());
    }
}
