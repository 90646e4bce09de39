using System.Collections.Immutable;
using Ayni.Domain.Interactions;

namespace Ayni.Domain.Scenarios;

/// <summary>The scenarios that every shop has from the start; a write under a name replaces that one.</summary>
public static class ShippedScenarios
{
    /// <summary>Name of the scenario of a request that names none.</summary>
    public const string Home = "home";

    /// <summary>Name of the scenario of similar products.</summary>
    public const string ProductPage = "product_page";

    /// <summary>Name of the scenario of carts.</summary>
    public const string Cart = "cart";

    private static readonly ImmutableArray<SeenRule> SeenLately =
    [
        new(InteractionType.Purchase, null), new(InteractionType.Rating, null), new(InteractionType.Cart, 30),
        new(InteractionType.View, 1.0 / 24),
    ];

    private static readonly ImmutableArray<string> Fallbacks =
        [SourceNames.Trending, SourceNames.Popular, SourceNames.Newest];

    /// <summary>All of them, by name.</summary>
    public static ImmutableSortedDictionary<string, Scenario> All { get; } = new Scenario[]
    {
        new()
        {
            Name = Home,
            Description = "The best for this shopper, now.",
            Sources = [new(SourceNames.Model, 1)],
            Fallbacks = [SourceNames.Content, SourceNames.PopularInSegment, .. Fallbacks],
            ExcludeSeen = SeenLately,
        },
        new()
        {
            Name = ProductPage,
            Description = "Products like the one on the page.",
            Sources = [new(SourceNames.Similar, 1)],
        },
        new()
        {
            Name = Cart,
            Description = "What goes with what is in the cart.",
            Sources = [new(SourceNames.BoughtTogether, 1), new(SourceNames.Model, 0.5), new(SourceNames.Similar, 0.1)],
            Fallbacks = [SourceNames.PopularInSegment, .. Fallbacks],
            ExcludeSeen = [new(InteractionType.Cart, 30)],
        },
        new()
        {
            Name = "bought_together",
            Description = "What others bought with it.",
            Sources = [new(SourceNames.BoughtTogether, 1)],
        },
        new()
        {
            Name = "email",
            Description = "A letter: no two of a kind, nothing shown lately, a place for what is new.",
            Sources = [new(SourceNames.Model, 1)],
            Fallbacks = [SourceNames.Content, SourceNames.PopularInSegment, .. Fallbacks],
            ExcludeSeen = SeenLately,
            Diversity = 0.3,
            Rotation = 0.5,
            NewShare = 0.1,
            MaxPerCategory = 3,
        },
        new()
        {
            Name = "trending",
            Description = "What many look at and buy these days.",
            Sources = [new(SourceNames.Trending, 1)],
            Fallbacks = [SourceNames.Popular, SourceNames.Newest],
        },
        new()
        {
            Name = "popular",
            Description = "What most bought.",
            Sources = [new(SourceNames.Popular, 1)],
            Fallbacks = [SourceNames.Newest],
        },
        new()
        {
            Name = "popular_in_segment",
            Description = "What most shoppers of the same segment chose.",
            Sources = [new(SourceNames.PopularInSegment, 1)],
            Fallbacks = [SourceNames.Popular, SourceNames.Newest],
        },
        new()
        {
            Name = "newest",
            Description = "What the shop took in last.",
            Sources = [new(SourceNames.Newest, 1)],
        },
        new()
        {
            Name = "deals",
            Description = "Discounts on what this shopper likes, at prices they pay.",
            Sources = [new(SourceNames.Deals, 1)],
            ExcludeSeen = [new(InteractionType.Purchase, 30)],
            MaxPerCategory = 4,
        },
        new()
        {
            Name = "buy_again",
            Description = "What this shopper bought and may want again.",
            Sources = [new(SourceNames.BuyAgain, 1)],
        },
        new()
        {
            Name = "next_basket",
            Description = "What this shopper may put into the next basket: bought before, or new to them.",
            Sources =
            [
                new(SourceNames.BuyAgain, 1), new(SourceNames.Model, 0.3), new(SourceNames.Popular, 0.2),
            ],
            Fallbacks = [SourceNames.Trending, SourceNames.Newest],
        },
        new()
        {
            Name = "recently_viewed",
            Description = "What this shopper looked at, newest first.",
            Sources = [new(SourceNames.RecentlyViewed, 1)],
            AllowsVariants = true,
        },
    }.ToImmutableSortedDictionary(scenario => scenario.Name, scenario => scenario, StringComparer.Ordinal);
}
