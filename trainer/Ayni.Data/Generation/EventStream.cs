using System.Globalization;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Generation;

/// <summary>
/// The interactions of a shop, day by day: each day has its share of the events by season, spent on sessions of
/// shoppers drawn by activity; what a session starts on one day and ends on a later one waits in a queue.
/// </summary>
internal sealed class EventStream(GeneratedShop shop, TasteModel tastes)
{
    private readonly PriorityQueue<Interaction, (long Ticks, long Sequence)> _waiting = new();
    private readonly ShopOptions _options = shop.Options;
    private long _made;
    private int _orders;

    /// <summary>End of the last day: nothing happens at or after it.</summary>
    private DateTimeOffset End => Midnight(_options.EndDate.AddDays(1));

    public IEnumerable<Interaction> Read()
    {
        var lexicon = ShopLexicon.Load();
        var first = _options.EndDate.AddDays(1 - _options.Days);
        var weights = Enumerable.Range(0, _options.Days).Select(day => Season.DayWeight(first.AddDays(day))).ToArray();
        var total = weights.Sum();
        double sum = 0;
        for (var day = 0; day < _options.Days; day++)
        {
            sum += weights[day];
            var due = day == _options.Days - 1 ? _options.Events : (long)(_options.Events * (sum / total));
            MakeDay(first.AddDays(day), day, due, Season.ThemeWeights(lexicon, first.AddDays(day)));
            var nextDay = Midnight(first.AddDays(day + 1)).Ticks;
            while (_waiting.TryPeek(out _, out var key) && key.Ticks < nextDay)
                yield return _waiting.Dequeue();
        }
    }

    /// <summary>Opens sessions until as many events were made as are due by the end of the day.</summary>
    private void MakeDay(DateOnly date, int day, long due, double[] season)
    {
        var random = new RandomStream(_options.Seed, "day", day);
        while (_made < due)
        {
            var user = tastes.Activity.Draw(random);
            var start = Midnight(date) + Season.DrawTime(random);
            foreach (var interaction in new ShopSession(shop, tastes, user, start, random).Play(season, NextOrder))
                Add(interaction);
        }
    }

    private void Add(ShopSession.Step step)
    {
        // The end of the period and the number asked for cut only the tail of a session.
        if (step.At >= End || _made == _options.Events)
            return;
        var interaction = new Interaction
        {
            EventId = string.Create(CultureInfo.InvariantCulture, $"g{_options.Seed}-{_made + 1:D9}"),
            UserId = shop.Users[step.User].UserId,
            ProductId = step.Product is { } product ? shop.Products[product].Product.ProductId : null,
            Type = step.Type,
            Score = step.Score,
            Timestamp = step.At.ToUniversalTime(),
            Duration = step.Duration,
            Query = step.Query,
            OrderId = step.OrderId,
        };
        _waiting.Enqueue(interaction, (interaction.Timestamp.Ticks, _made));
        _made++;
    }

    private string NextOrder() => string.Create(CultureInfo.InvariantCulture, $"O{_options.Seed}-{++_orders:D8}");

    private static DateTimeOffset Midnight(DateOnly date)
        => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), Season.LimaOffset).ToUniversalTime();
}
