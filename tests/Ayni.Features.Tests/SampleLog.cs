using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Features.Histories;
using Ayni.Features.Offline;
using Ayni.Features.Segments;

namespace Ayni.Features.Tests;

/// <summary>A seeded log of few shoppers and products: windows fill, instants are shared, rows come late.</summary>
internal static class SampleLog
{
    public static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Dictionary<string, ProductFacts> Facts { get; } = new(StringComparer.Ordinal)
    {
        ["lamp"] = new(40m, 50m, "PEN", "Home > Lamps", "Inti", Start) { Words = ProductWords.OfTexts("Desk lamp") },
        ["mug"] = new(10.5m, null, "PEN", "Kitchen > Mugs", "Quilla", Start.AddDays(60)),
        ["pan"] = new(25m, 20m, "PEN", "Kitchen > Pans", "Inti", null)
        {
            Words = ProductWords.OfTexts("Pan for a desk"),
        },
        ["gift"] = new(null, null, null, null, null, Start),
    };

    private static readonly string?[] Reviews = ["Me encanta", null, "Broke after a day, awful", "ok", "Muy mala"];

    private static readonly string[] Products = ["lamp", "mug", "pan", "gift", "unlisted"];

    public static FeatureLog Of(int seed, int events = 400, int users = 6) => new(
        Rows(seed, events, users), Facts, cuts: new RfmCuts([10, 30, 60, 120], [2, 4, 8, 16], [50, 200, 400, 800], 99));

    public static IEnumerable<LoggedInteraction> Rows(int seed, int events, int users)
    {
        var random = new Random(seed);
        for (var position = 1; position <= events; position++)
        {
            // Whole hours make ties; a log of half a thousand days fills the window of a year ago; some come late.
            var hours = (position * 12_000 / events) - (random.Next(8) == 0 ? random.Next(2_000) : 0);
            var type = (InteractionType)(1 + random.Next(5));
            yield return Row(
                position,
                string.Create(CultureInfo.InvariantCulture, $"u{random.Next(users)}"),
                Products[random.Next(Products.Length)],
                type,
                Start.AddHours(Math.Max(0, hours)),
                type switch
                {
                    InteractionType.Rating => 1 + (random.Next(9) * 0.5),
                    InteractionType.Purchase => random.Next(3) == 0 ? null : random.Next(1, 5),
                    _ => null,
                },
                random.Next(2) == 0 ? string.Create(CultureInfo.InvariantCulture, $"o{position / 8}") : null,
                review: type == InteractionType.Rating ? Reviews[position % Reviews.Length] : null);
        }
    }

    public static LoggedInteraction Row(
        long position, string userId, string productId, InteractionType type, DateTimeOffset time,
        double? score = null, string? orderId = null, TimeSpan? duration = null, string? review = null) => new(
            position, new Interaction
            {
                EventId = string.Create(CultureInfo.InvariantCulture, $"e{position}"),
                UserId = userId,
                ProductId = productId,
                Type = type,
                Timestamp = time,
                Score = score,
                OrderId = orderId,
                Duration = duration,
                ReviewText = review,
                Query = type == InteractionType.Search ? "olla" : null,
            });
}
