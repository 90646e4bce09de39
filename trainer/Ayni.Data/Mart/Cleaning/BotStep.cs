namespace Ayni.Data.Mart.Cleaning;

/// <summary>
/// Shoppers who are programs: all their rows are left out. Only what a hand does one by one counts (views, carts,
/// searches), since one wholesale order may have a thousand lines in one second.
/// </summary>
public sealed record BotStep
{
    /// <summary>
    /// Most views, carts and searches in one hour of the clock. <value>Default 720: one each 5 s without a pause;
    /// at least 1.</value>
    /// </summary>
    public int MaxEventsPerHour { get; init; } = 720;

    /// <summary>
    /// Most in one day (UTC). <value>Default 3,000: two hours and a half of one each 3 s; at least 1.</value>
    /// </summary>
    public int MaxEventsPerDay { get; init; } = 3_000;

    /// <summary>
    /// Views of a shopper who never did anything else from which they are a program. <value>Default 2,000: somebody who
    /// looks at a page a day needs five years; at least 1.</value>
    /// </summary>
    public int ViewsOnly { get; init; } = 2_000;

    /// <summary>
    /// Different products viewed from which a shopper may be a crawler, if they bought nothing.
    /// <value>Default 1,000; at least 1.</value>
    /// </summary>
    public int CrawlProducts { get; init; } = 1_000;

    /// <summary>
    /// Share of views that must be of a product not viewed before: people come back, crawlers do not.
    /// <value>Default .95; above 0, at most 1.</value>
    /// </summary>
    public double CrawlShare { get; init; } = 0.95;

    internal void Validate()
    {
        StepRange.AtLeastOne(MaxEventsPerHour, "bots.max_events_per_hour");
        StepRange.AtLeastOne(MaxEventsPerDay, "bots.max_events_per_day");
        StepRange.AtLeastOne(ViewsOnly, "bots.views_only");
        StepRange.AtLeastOne(CrawlProducts, "bots.crawl_products");
        StepRange.Require(CrawlShare is > 0 and <= 1, CrawlShare, "bots.crawl_share", "above 0 and at most 1");
    }
}
