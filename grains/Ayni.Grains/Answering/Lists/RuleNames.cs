namespace Ayni.Grains.Answering;

/// <summary>Rules that can take a product out of an answer, or lift or sink it, as answers name them.</summary>
internal static class RuleNames
{
    public const string Unavailable = "unavailable";
    public const string Filter = "filter";
    public const string Visibility = "visibility";
    public const string Blocked = "blocked";
    public const string ExcludedProducts = "excluded_products";
    public const string ExcludedCategories = "excluded_categories";
    public const string Hidden = "hidden";
    public const string Seen = "seen";
    public const string OnPage = "on_page";
    public const string Variants = "variants";
    public const string MinScore = "min_score";
    public const string MaxPerBrand = "max_per_brand";
    public const string MaxPerCategory = "max_per_category";
    public const string EarlierPage = "earlier_page";
    public const string Unconfirmed = "unconfirmed";
    public const string Outranked = "outranked";

    public const string Rotation = "rotation";
    public const string Momentum = "momentum";
    public const string Price = "price";
    public const string Discount = "discount";
}
