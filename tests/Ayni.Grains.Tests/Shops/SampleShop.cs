using System.Globalization;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;

namespace Ayni.Grains.Tests.Shops;

/// <summary>A small seeded shop: two groups of shoppers, each fond of one half of the products.</summary>
public static class SampleShop
{
    public const int Users = 60;
    public const int ProductCount = 40;

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static string UserId(int user) => string.Create(CultureInfo.InvariantCulture, $"u{user:D3}");

    public static string ProductId(int product) => string.Create(CultureInfo.InvariantCulture, $"p{product:D3}");

    /// <summary>Even products are lamps, odd ones are mugs; prices are 10, 11, 12, …</summary>
    public static IReadOnlyList<Product> Products() =>
    [
        .. Enumerable.Range(0, ProductCount).Select(product => new Product
        {
            ProductId = ProductId(product),
            Name = $"Product {product}",
            Category = product % 2 == 0 ? "Home > Lamps" : "Kitchen > Mugs",
            Brand = "Ayni",
            Price = 10 + product,
            Currency = "PEN",
            Stock = 5,
        }),
    ];

    /// <summary>What happened, in order; the same each time.</summary>
    public static IReadOnlyList<Interaction> Interactions()
    {
        var random = new Random(20260301);
        List<Interaction> interactions = [];
        for (var round = 0; round < 12; round++)
        {
            for (var user = 0; user < Users; user++)
            {
                var ownHalf = random.NextDouble() < 0.9;

                // The square makes low numbers popular.
                var rank = (int)(random.NextDouble() * random.NextDouble() * (ProductCount / 2));
                var product = (2 * rank) + ((user + (ownHalf ? 0 : 1)) % 2);
                interactions.Add(Event(
                    $"e{interactions.Count}",
                    UserId(user),
                    ProductId(product),
                    random.Next(3) switch
                    {
                        0 => InteractionType.View,
                        1 => InteractionType.Cart,
                        _ => InteractionType.Purchase,
                    },
                    Start.AddMinutes(interactions.Count)));
            }
        }

        return interactions;
    }

    public static Interaction Event(
        string eventId,
        string userId,
        string? productId,
        InteractionType type = InteractionType.Purchase,
        DateTimeOffset? timestamp = null,
        double? score = null) => new()
        {
            EventId = eventId,
            UserId = userId,
            ProductId = productId,
            Type = type,
            Timestamp = timestamp ?? Start,
            Score = score,
            Query = type == InteractionType.Search ? "olla" : null,
        };

    /// <summary>Puts catalogue and interactions into a cluster's stores.</summary>
    public static async Task FillAsync(ShopCluster cluster)
    {
        await cluster.Catalog.UpsertAsync(Products());
        await cluster.Log.AppendAsync(Interactions());
    }
}
