namespace Ayni.Recommenders.Tests;

public sealed class CandidateFeaturesTests
{
    private const int Day = 86_400;

    /// <summary>Three items; two users met the first, one of them the second, nobody the third.</summary>
    private static readonly ShopperEvents Events = new(
        3, [0, 2, 3], [0, 1, 0], [40 * Day, 2 * Day, 10 * Day], [0, ShopperEvents.NoBasket, 0]);

    private static readonly ItemLabels Labels = new(
        [10, 20, ItemFacts.Unknown], [0, 0.5f, 0], [0, 1, 0], [-1, -1, 4], 2, [1, 0, 0, 1, 1, 0]);

    private static readonly ItemFacts Facts = ItemFacts.Of(Events, ItemEvidence.Of(Events), Labels);

    [Fact]
    public void Of_Events_CountsAsOfTheModelsTime()
    {
        Assert.Equal([Log(3), Log(2), 0], Facts.Shoppers);
        Assert.Equal([Log(3), 0, 0], Facts.Purchases);
        Assert.Equal([0, Log(2), 0], Facts.Week);
        Assert.Equal([Log(2), Log(2), 0], Facts.Month);
        Assert.Equal([40, 2, ItemFacts.Unknown], Facts.AgeDays);
        Assert.Equal([10, 2, ItemFacts.Unknown], Facts.QuietDays);
        Assert.All(Facts.RepurchaseDays, days => Assert.Equal(ItemFacts.Unknown, days));
    }

    [Fact]
    public void Taste_History_IsComparedWithItems()
    {
        var taste = new ShopperTaste([new(0, 1, 1), new(1, 1, 0)], 2 * Day, Labels);

        Assert.Equal((2, 2f), (taste.Items, taste.QuietDays));
        Assert.Equal(Math.Log(10 * 20) / 2, taste.MeanLogPrice!.Value, 1e-9);
        Assert.Equal(Math.Log(20 / Math.Sqrt(200)), taste.PriceRatio(1), 1e-6);
        Assert.Equal(0, taste.PriceRatio(2));
        Assert.Equal([0.5f, 0.5f, 0.5f], new[] { 0, 1, 2 }.Select(taste.CategoryShare));
        Assert.Equal([ItemFacts.Unknown, ItemFacts.Unknown, 0], new[] { 0, 1, 2 }.Select(taste.BrandShare));
        Assert.Equal([0f, 1, 0], new[] { 0, 1, 2 }.Select(taste.IsNewestCategory));
        Assert.Equal(Math.Sqrt(0.5), taste.Likeness(2), 1e-6);
        Assert.Equal([0f, 1, 0], new[] { 0, 1, 2 }.Select(taste.LikenessToNewest));
    }

    [Fact]
    public void Taste_NobodyKnown_SaysSo()
    {
        var taste = new ShopperTaste([], 0, Labels);

        Assert.Equal((0, ItemFacts.Unknown), (taste.Items, taste.QuietDays));
        Assert.Null(taste.MeanLogPrice);
        Assert.Equal(0, taste.Likeness(0));
    }

    [Fact]
    public void Pool_Parts_GivesTheirBestAndRanksThem()
    {
        var pool = CandidatePool.Of([[1, float.NaN, 4, 2], [float.NaN, 5, float.NaN, 5]], size: 1);

        Assert.Equal([1, 2], pool.Items);
        Assert.Equal([0, 1], pool.Ranks[0]);
        Assert.Equal([1, 0], pool.Ranks[1]);
        Assert.Equal([4f, 5], pool.Best);
        Assert.Equal([10f, 4], pool.Blend([1, 2]));
        Assert.Equal([0f, 4], pool.Blend([1, 0]));
    }

    [Fact]
    public void Fill_Pool_HasEveryFeatureByItsName()
    {
        var features = new CandidateFeatures(["als", "ease"], [1, 0], Facts);
        var pool = CandidatePool.Of([[1, 2, float.NaN], [float.NaN, float.NaN, -3]], size: 3);
        var rows = new float[3 * features.Names.Count];

        features.Fill(pool, new ShopperTaste([new(0, 1, 0)], Day, Labels), rows);

        float Of(int item, string name) =>
            rows[(item * features.Names.Count) + features.Names.ToList().IndexOf(name)];
        Assert.Equal((0.5f, 0.5f), (Of(0, "als_score"), Of(0, "als_rank")));
        Assert.Equal((1f, 1f), (Of(1, "als_score"), Of(1, "als_rank")));
        Assert.Equal((0f, 0f), (Of(2, "als_score"), Of(2, "als_rank")));
        Assert.Equal(1f, Of(2, "ease_rank"));
        Assert.Equal(1f, Of(1, "blend_rank"));
        Assert.Equal(20, Of(1, "price_product"));
        Assert.Equal(0.5f, Of(1, "discount_product"));
        Assert.Equal(Log(3), Of(0, "product_shoppers"));
        Assert.Equal(1, Of(0, "user_days_since_last"));
        Assert.Equal(1, Of(2, "category_share"));
        Assert.All(rows, value => Assert.True(float.IsFinite(value)));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => features.Fill(pool, new ShopperTaste([], 0, Labels), rows.AsSpan(1)));
    }

    private static float Log(double number) => (float)Math.Log(number);
}
