using Ayni.Data.Mart.Files;
using static Ayni.Data.Mart.Files.MartColumns;

namespace Ayni.Data.Mart.Tables;

/// <summary>The tables of a mart and their columns, by the names that the field uses.</summary>
internal static class MartTables
{
    /// <summary>Digits of a price: 10^12 with <see cref="PriceScale"/> decimals are eight bytes.</summary>
    public const int PricePrecision = 18;

    /// <summary>Decimals of a price; finer ones are rounded half to even.</summary>
    public const int PriceScale = 5;

    /// <summary>Interactions with a product.</summary>
    public static MartTable<MartEvent> Interactions { get; } = new("user_item_interactions", isPartitioned: true,
    [
        Whole<MartEvent>("log_position", row => row.Position, (row, value) => row.Position = value),
        Text<MartEvent>("event_id", row => row.EventId, (row, value) => row.EventId = value),
        Text<MartEvent>("user_id", row => row.UserId, (row, value) => row.UserId = value),
        Text<MartEvent>("product_id", row => row.ProductId!, (row, value) => row.ProductId = value),
        Text<MartEvent>("interaction_type", row => row.Type, (row, value) => row.Type = value),
        Number<MartEvent>("interaction_score", row => row.Score, (row, value) => row.Score = value),
        Moment<MartEvent>("timestamp_interaction", row => row.Timestamp, (row, value) => row.Timestamp = value),
        Number<MartEvent>(
            "interaction_duration", row => row.DurationSeconds, (row, value) => row.DurationSeconds = value),
        MaybeText<MartEvent>("order_id", row => row.OrderId, (row, value) => row.OrderId = value),
    ]);

    /// <summary>Searches, with a chosen product and without.</summary>
    public static MartTable<MartEvent> Searches { get; } = new("searches", isPartitioned: true,
    [
        Whole<MartEvent>("log_position", row => row.Position, (row, value) => row.Position = value),
        Text<MartEvent>("event_id", row => row.EventId, (row, value) => row.EventId = value),
        Text<MartEvent>("user_id", row => row.UserId, (row, value) => row.UserId = value),
        MaybeText<MartEvent>("search_query", row => row.Query, (row, value) => row.Query = value),
        MaybeText<MartEvent>("product_id", row => row.ProductId, (row, value) => row.ProductId = value),
        Moment<MartEvent>("timestamp_interaction", row => row.Timestamp, (row, value) => row.Timestamp = value),
        Number<MartEvent>(
            "interaction_duration", row => row.DurationSeconds, (row, value) => row.DurationSeconds = value),
    ]);

    /// <summary>Ratings, and what shoppers wrote.</summary>
    public static MartTable<MartEvent> Reviews { get; } = new("reviews", isPartitioned: true,
    [
        Whole<MartEvent>("log_position", row => row.Position, (row, value) => row.Position = value),
        Text<MartEvent>("event_id", row => row.EventId, (row, value) => row.EventId = value),
        Text<MartEvent>("user_id", row => row.UserId, (row, value) => row.UserId = value),
        Text<MartEvent>("product_id", row => row.ProductId!, (row, value) => row.ProductId = value),
        Number<MartEvent>("rating", row => row.Stars, (row, value) => row.Stars = value),
        MaybeText<MartEvent>("review_text", row => row.ReviewText, (row, value) => row.ReviewText = value),
        Moment<MartEvent>("timestamp_interaction", row => row.Timestamp, (row, value) => row.Timestamp = value),
    ]);

    /// <summary>Purchases by order.</summary>
    public static MartTable<MartOrder> Orders { get; } = new("orders", isPartitioned: true,
    [
        Whole<MartOrder>("log_position", row => row.Position, (row, value) => row.Position = value),
        Text<MartOrder>("order_id", row => row.OrderId, (row, value) => row.OrderId = value),
        Text<MartOrder>("user_id", row => row.UserId, (row, value) => row.UserId = value),
        Moment<MartOrder>("timestamp_order", row => row.Timestamp, (row, value) => row.Timestamp = value),
        Whole<MartOrder>("order_lines", row => row.Lines, (row, value) => row.Lines = (int)value),
        Number<MartOrder>("order_quantity", row => row.Quantity, (row, value) => row.Quantity = value ?? 0),
        Texts<MartOrder>("product_ids", row => row.ProductIds, (row, value) => row.ProductIds = value),
    ]);

    /// <summary>Shoppers by what they did.</summary>
    public static MartTable<MartUser> Users { get; } = new("users", isPartitioned: false,
    [
        Text<MartUser>("user_id", row => row.UserId, (row, value) => row.UserId = value),
        Moment<MartUser>(
            "first_interaction", row => row.FirstInteraction, (row, value) => row.FirstInteraction = value),
        Moment<MartUser>(
            "last_interaction", row => row.LastInteraction, (row, value) => row.LastInteraction = value),
        Whole<MartUser>("total_interactions", row => row.Interactions, (row, value) => row.Interactions = value),
        Whole<MartUser>("total_views", row => row.Views, (row, value) => row.Views = value),
        Whole<MartUser>("total_carts", row => row.Carts, (row, value) => row.Carts = value),
        Whole<MartUser>("total_purchases", row => row.Purchases, (row, value) => row.Purchases = value),
        Whole<MartUser>("total_ratings", row => row.Ratings, (row, value) => row.Ratings = value),
        Whole<MartUser>("total_searches", row => row.Searches, (row, value) => row.Searches = value),
        Whole<MartUser>("total_orders", row => row.Orders, (row, value) => row.Orders = value),
        Whole<MartUser>("distinct_products", row => row.Products, (row, value) => row.Products = value),
    ]);

    /// <summary>The catalogue.</summary>
    public static MartTable<MartProduct> Products { get; } = new("products", isPartitioned: false,
    [
        Text<MartProduct>("product_id", row => row.ProductId, (row, value) => row.ProductId = value),
        Text<MartProduct>("product_name", row => row.Name, (row, value) => row.Name = value),
        MaybeText<MartProduct>("product_description", row => row.Description, (row, value) => row.Description = value),
        MaybeText<MartProduct>("product_category", row => row.Category, (row, value) => row.Category = value),
        Texts<MartProduct>("category_path", row => row.CategoryPath, (row, value) => row.CategoryPath = value),
        MaybeText<MartProduct>("brand", row => row.Brand, (row, value) => row.Brand = value),
        Money<MartProduct>("product_price", row => row.Price, (row, value) => row.Price = value),
        Money<MartProduct>("list_price", row => row.ListPrice, (row, value) => row.ListPrice = value),
        MaybeText<MartProduct>("currency", row => row.Currency, (row, value) => row.Currency = value),
        Small<MartProduct>("stock", row => row.Stock, (row, value) => row.Stock = value),
        Flag<MartProduct>("is_active", row => row.IsActive, (row, value) => row.IsActive = value),
        MaybeText<MartProduct>("parent_id", row => row.ParentId, (row, value) => row.ParentId = value),
        Texts<MartProduct>("tags", row => row.Tags, (row, value) => row.Tags = value),
        Texts<MartProduct>("stores", row => row.Stores, (row, value) => row.Stores = value),
        Texts<MartProduct>("groups", row => row.Groups, (row, value) => row.Groups = value),
        MaybeMoment<MartProduct>("added_at", row => row.AddedAt, (row, value) => row.AddedAt = value),
        MaybeText<MartProduct>("attributes", row => row.Attributes, (row, value) => row.Attributes = value),
        MaybeText<MartProduct>("view_prices", row => row.ViewPrices, (row, value) => row.ViewPrices = value),
    ]);

    /// <summary>All of them, in the order of the manifest.</summary>
    public static IReadOnlyList<IMartTable> All { get; } =
        [Interactions, Users, Products, Orders, Searches, Reviews];
}
