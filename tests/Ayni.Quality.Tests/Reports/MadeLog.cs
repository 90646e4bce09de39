using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Numerics;

namespace Ayni.Quality.Tests.Reports;

/// <summary>Five weeks of a small shop, the same from day to day until something is changed.</summary>
internal sealed class MadeLog
{
    public const int Days = 35;
    private const int EventsPerDay = 200;
    private const int Shoppers = 300;
    private const int Products = 80;

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = Start.AddDays(Days);

    private readonly List<Interaction> _interactions = [];

    public MadeLog(int seed = 1)
    {
        var random = new SplitMix64(seed, 0);
        for (var day = 0; day < Days; day++)
        {
            for (var count = 0; count < EventsPerDay; count++)
                _interactions.Add(Draw(ref random, day));
        }

        _interactions.Sort((first, second) => first.Timestamp.CompareTo(second.Timestamp));
    }

    public IReadOnlyList<Product> Catalogue { get; init; } =
    [
        .. Enumerable.Range(0, Products).Select(product => new Product
        {
            ProductId = $"p{product:00}",
            Name = $"Product {product}",
            Description = "A thing.",
            Category = $"c{product % 5}",
            Brand = $"b{product % 7}",
            Price = 10 + product,
            Currency = "EUR",
        }),
    ];

    /// <summary>Changes events; null drops one.</summary>
    public MadeLog Change(Func<Interaction, Interaction?> change)
    {
        Interaction[] kept = [.. _interactions.Select(change).OfType<Interaction>()];
        _interactions.Clear();
        _interactions.AddRange(kept);
        return this;
    }

    public MadeLog Append(params Interaction[] interactions)
    {
        _interactions.AddRange(interactions);
        return this;
    }

    public static bool IsCurrent(Interaction interaction) => interaction.Timestamp >= Start.AddDays(28);

    public InteractionRows Rows()
    {
        var rows = new InteractionRows(Now, new QualityOptions().LateAfter);
        for (var position = 0; position < _interactions.Count; position++)
            rows.Add(new LoggedInteraction(position + 1, _interactions[position]));
        return rows;
    }

    public QualityReport Report(Period? reference = null, Period? current = null) => QualityReporter.Make(
        new QualityInput
        {
            Now = Now,
            Rows = Rows(),
            Products = Catalogue,
            Reference = reference,
            Current = current,
        },
        new QualityOptions());

    private static Interaction Draw(ref SplitMix64 random, int day)
    {
        var type = random.NextDouble() switch
        {
            < 0.8 => InteractionType.View,
            < 0.9 => InteractionType.Cart,
            _ => InteractionType.Purchase,
        };
        var time = Start.AddDays(day).AddSeconds(random.Next(86_400)).AddMilliseconds(random.Next(1_000));
        return new Interaction
        {
            EventId = $"{random.NextUInt64():x}",
            UserId = $"u{random.Next(Shoppers)}",
            ProductId = $"p{(int)(Products * random.NextDouble() * random.NextDouble()):00}",
            Type = type,
            Timestamp = time,
            Score = type == InteractionType.Purchase ? 1 + random.Next(3) : null,
            OrderId = type == InteractionType.Purchase ? $"o{time.Ticks}" : null,
            Duration = type == InteractionType.View ? TimeSpan.FromSeconds(5 + random.Next(60)) : null,
        };
    }
}
