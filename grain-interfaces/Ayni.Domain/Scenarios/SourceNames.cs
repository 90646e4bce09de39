namespace Ayni.Domain.Scenarios;

/// <summary>Where candidates can come from. Every score is about 0 to 1, so that weights compare.</summary>
public static class SourceNames
{
    /// <summary>The active model's parts with their learned weights, asked with what the shopper did.</summary>
    public const string Model = "model";

    /// <summary>
    /// Products like the one on the page, or like those in the cart: factors, neighbours and content.
    /// </summary>
    public const string Similar = "similar";

    /// <summary>Products whose text is like what the shopper met lately.</summary>
    public const string Content = "content";

    /// <summary>Products bought together with those on the page or in the cart.</summary>
    public const string BoughtTogether = "bought_together";

    /// <summary>Popularity, as counted when the model was trained, or from the log.</summary>
    public const string Popular = "popular";

    /// <summary>Popularity among the shoppers of the same segment; nothing without one.</summary>
    public const string PopularInSegment = "popular_in_segment";

    /// <summary>Interactions of late, each worth half as much after a while.</summary>
    public const string Trending = "trending";

    /// <summary>What the shop took in last.</summary>
    public const string Newest = "newest";

    /// <summary>Discounted products, by discount, by affinity and by the prices the shopper pays.</summary>
    public const string Deals = "deals";

    /// <summary>What the shopper bought before and is due again.</summary>
    public const string BuyAgain = "buy_again";

    /// <summary>What the shopper looked at, newest first.</summary>
    public const string RecentlyViewed = "recently_viewed";

    /// <summary>Those that look back over a time that a scenario may set.</summary>
    public static IReadOnlyList<string> LookBack { get; } = [Popular, Trending, Newest];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Model, Similar, Content, BoughtTogether, Popular, PopularInSegment, Trending, Newest, Deals, BuyAgain,
        RecentlyViewed,
    ];
}
