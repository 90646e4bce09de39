namespace Ayni.Grains.Answering;

/// <summary>Reasons, as a scenario's sentences name them; gaps of the sentence in brackets.</summary>
internal static class ReasonNames
{
    /// <summary>[product] The shopper bought it, and it led here.</summary>
    public const string Bought = "bought";

    /// <summary>[product] The shopper looked at it, and it led here.</summary>
    public const string Viewed = "viewed";

    /// <summary>[product] It lies in the cart.</summary>
    public const string Carted = "carted";

    /// <summary>[product] The shopper rated it.</summary>
    public const string Rated = "rated";

    /// <summary>[product] The shopper searched and chose it.</summary>
    public const string Searched = "searched";

    /// <summary>[product] Bought together with it.</summary>
    public const string Together = "together";

    /// <summary>[product] Liked by the same shoppers, or alike in text.</summary>
    public const string Similar = "similar";

    /// <summary>[product] Its text is like that of something the shopper met.</summary>
    public const string Content = "content";

    public const string Popular = "popular";

    /// <summary>[category]</summary>
    public const string PopularInCategory = "popular_in_category";

    /// <summary>[segment] With shoppers of the same segment.</summary>
    public const string PopularInSegment = "popular_in_segment";

    /// <summary>[segment] [category]</summary>
    public const string PopularInSegmentAndCategory = "popular_in_segment_and_category";

    public const string Trending = "trending";

    /// <summary>[category]</summary>
    public const string TrendingInCategory = "trending_in_category";

    public const string Newest = "newest";

    /// <summary>[category]</summary>
    public const string NewestInCategory = "newest_in_category";

    /// <summary>[discount] In percent.</summary>
    public const string Deal = "deal";

    /// <summary>[discount] [category]</summary>
    public const string DealInCategory = "deal_in_category";

    /// <summary>[days] Since the shopper bought it.</summary>
    public const string BuyAgain = "buy_again";

    public const string RecentlyViewed = "recently_viewed";

    /// <summary>The shopper bought it, and it is good to have again or beside something.</summary>
    public const string BoughtBefore = "bought_before";

    public const string Pinned = "pinned";

    /// <summary>By the model, and no single thing stands out.</summary>
    public const string ForYou = "for_you";
}
