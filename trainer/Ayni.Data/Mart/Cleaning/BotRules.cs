using Ayni.Data.Mart.Tables;

namespace Ayni.Data.Mart.Cleaning;

/// <summary>Tells programs from people by what they did.</summary>
internal static class BotRules
{
    /// <summary>The first rule that a shopper breaks; null if none.</summary>
    /// <param name="rows">Rows of one shopper.</param>
    /// <param name="step">Limits.</param>
    public static string? Find(IReadOnlyList<MartEvent> rows, BotStep step)
    {
        if (Busiest(rows, TimeSpan.TicksPerHour) > step.MaxEventsPerHour)
            return "events_per_hour";
        if (Busiest(rows, TimeSpan.TicksPerDay) > step.MaxEventsPerDay)
            return "events_per_day";
        var views = rows.Where(row => row.Type == MartEvent.View).ToList();
        if (views.Count == rows.Count && views.Count >= step.ViewsOnly)
            return "views_only";
        return IsCrawler(rows, views, step) ? "crawl" : null;
    }

    private static bool IsCrawler(IReadOnlyList<MartEvent> rows, List<MartEvent> views, BotStep step)
    {
        if (views.Count < step.CrawlProducts || rows.Any(row => row.Type == MartEvent.Purchase))
            return false;
        var products = views.Select(row => row.ProductId).Distinct(StringComparer.Ordinal).Count();
        return products >= step.CrawlProducts && products >= step.CrawlShare * views.Count;
    }

    private static int Busiest(IReadOnlyList<MartEvent> rows, long ticks)
    {
        var counts = new Dictionary<long, int>();
        foreach (var row in rows.Where(row => row.Type is MartEvent.View or MartEvent.Cart or MartEvent.Search))
        {
            var bucket = row.Timestamp.Ticks / ticks;
            counts[bucket] = counts.GetValueOrDefault(bucket) + 1;
        }

        return counts.Count == 0 ? 0 : counts.Values.Max();
    }
}
