namespace Ayni.Quality;

/// <summary>The columns of a log: what each says, what its shift means, what to do.</summary>
internal static class InteractionColumnInfos
{
    private const string Rows = "interactions";

    public static readonly ColumnInfo Type = new("interaction_type", "Type of interaction", Rows)
    {
        About = "How views, carts, purchases, ratings and searches share the log.",
        Meaning = "Types weigh differently in training, so a model of such data learns from another mix of signals.",
        Remedy = "Check that the shop still sends every type: a tag that fell out of a page looks like this.",
    };

    public static readonly ColumnInfo Hour = new("hour_of_day", "Hour of day (UTC)", Rows)
    {
        About = "When shoppers are there.",
        Meaning = "Another public, a campaign, robots at night, or clocks that changed their zone.",
        Remedy = "Compare with the server's access log; a shift by whole hours is a time zone.",
    };

    public static readonly ColumnInfo Weekday = new("day_of_week", "Day of the week", Rows)
    {
        About = "On which days shoppers are there.",
        Meaning = "A holiday, a campaign, or a day that was not sent.",
        Remedy = "Look at the events by day below; send a missing day again, event ids keep it from counting twice.",
    };

    public static readonly ColumnInfo Quantity = new("purchase_quantity", "Quantity of a purchase", "purchases")
    {
        Unit = "pieces",
        About = "Pieces of one line.",
        Meaning = "Shoppers stock up, resellers came, or a unit changed (pieces, packs, grams).",
        Remedy = "Look at the largest quantities; a changed unit belongs into the mapping of the import.",
    };

    public static readonly ColumnInfo Rating = new("rating", "Rating", "ratings")
    {
        Unit = "stars",
        About = "Stars given, 1 to 5.",
        Meaning = "The shop's products please otherwise than before, or a scale changed (1 to 10 cut to 5).",
        Remedy = "Check the form that asks; a changed scale belongs into the mapping of the import.",
    };

    public static readonly ColumnInfo Duration = new("interaction_duration", "Duration", Rows)
    {
        Unit = "s",
        About = "Time on a product's page, where it is sent.",
        Meaning = "Pages are read longer or shorter, or the unit changed (milliseconds sent as seconds).",
        Remedy = "Compare a few by hand with the page; a factor of 1,000 is a unit.",
    };

    public static readonly ColumnInfo QueryLength = new("query_length", "Length of a search", "searches")
    {
        Unit = "characters",
        About = "Characters typed.",
        Meaning = "Shoppers ask otherwise, or searches are cut short or sent at every key.",
        Remedy = "Look at some searches of both periods.",
    };

    public static readonly ColumnInfo OrderLines = new("order_lines", "Products of an order", "orders")
    {
        Unit = "lines",
        About = "Different products bought in one order.",
        Meaning = "Baskets grew or shrank: what is bought together, and so the advice in the cart, is another.",
        Remedy = "Ask whether a threshold for free delivery or the kind of customers changed.",
    };

    public static readonly ColumnInfo OrderQuantity = new("order_quantity", "Pieces of an order", "orders")
    {
        Unit = "pieces",
        About = "Pieces bought in one order.",
        Meaning = "Orders grew or shrank.",
        Remedy = "Ask whether resellers came or a unit changed.",
    };

    public static readonly ColumnInfo Activity = new("user_activity", "Interactions of a shopper", "shoppers")
    {
        Unit = "interactions",
        About = "What one shopper did in a stretch of the current period's length.",
        Meaning = "Shoppers are known better or worse than the model was made for; robots lift it, lost ids lower it.",
        Remedy = "Look at the busiest shoppers; check that the id of a shopper survives from visit to visit.",
    };

    public static readonly ColumnInfo NewShopper = new("new_shopper", "New shopper", "shoppers")
    {
        About = "Not met in the stretch of the same length before.",
        Meaning = "More answers are for strangers, from popularity and context rather than taste.",
        Remedy = "A campaign explains it; otherwise check that shoppers' ids did not change.",
    };

    public static readonly ColumnInfo NewProduct = new("new_product", "New product", Rows)
    {
        About = "The product was not met in the stretch of the same length before.",
        Meaning = "The model knows little of what is sold now.",
        Remedy = "Train again; see that new products have texts, which speak for them until they are known.",
    };

    public static readonly ColumnInfo Popularity = new("product_popularity", "Popularity of the product", Rows)
    {
        Unit = "shoppers",
        About = "Shoppers of the reference who met the product, counted among half of them, of what the rest met.",
        Meaning = "Demand moved to products that the reference hardly knew, or gathers on its best sellers.",
        Remedy = "Train again, so that the model knows today's demand; shorten its memory if this returns.",
    };

    public static readonly ColumnInfo Price = new("product_price", "Price of the product", Rows)
    {
        About = "Price in the catalogue today, of the products met.",
        Meaning = "Shoppers look at dearer or cheaper products than those the model learnt from.",
        Remedy = "A sale or a season explains it; otherwise look for prices in another unit or currency.",
    };

    public static readonly ColumnInfo Category = new("product_category", "Category of the product", Rows)
    {
        About = "What kinds of products shoppers look at.",
        Meaning = "Demand moved between categories: a season, a campaign, or renamed categories.",
        Remedy = "Train again; rules and scenarios that name a category may need a look.",
    };

    public static readonly ColumnInfo Brand = new("product_brand", "Brand of the product", Rows)
    {
        About = "Whose products shoppers look at.",
        Meaning = "Demand moved between brands, or brands were renamed.",
        Remedy = "Train again; rules and scenarios that name a brand may need a look.",
    };

    public static readonly ColumnInfo Unknown = new("unknown_product", "Product not in the catalogue", Rows)
    {
        About = "Interactions with a product that the catalogue does not hold.",
        Meaning = "Such products cannot be recommended, and nothing is known of them.",
        Remedy = "Send the missing products, or mend the id: a changed prefix looks like this.",
    };

    public static readonly ColumnInfo Late = new("late_event", "Late event", Rows)
    {
        About = "Came into the log after events much newer.",
        Meaning = "A shopper's latest wishes came too late to count.",
        Remedy = "Look for a queue that stood still or a nightly batch where a stream is meant.",
    };

    public static readonly ColumnInfo Duplicate = new("duplicate_event", "Duplicate", Rows)
    {
        About = "Same shopper, product, type, score and instant as another.",
        Meaning = "Sent twice under two event ids, they count twice.",
        Remedy = "Give each event one id where it happens, and keep it when sending again.",
    };

    public static readonly ColumnInfo Volume = new("events_per_day", "Events a day", "days")
    {
        Unit = "events",
        About = "How much comes in.",
        Meaning = "Trade grew or fell, or some of it is not sent, or sent twice.",
        Remedy = "Compare with the shop's own count of orders.",
    };
}
