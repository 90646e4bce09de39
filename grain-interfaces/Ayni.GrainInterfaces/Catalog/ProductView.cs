using Ayni.Domain.Catalog;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>A product as its grain sees it.</summary>
[GenerateSerializer, Immutable, Alias("ayni.product-view")]
public sealed record ProductView
{
    /// <summary>Catalogue entry.</summary>
    [Id(0)] public required Product Product { get; init; }

    /// <summary>Views, each halved every <see cref="CounterHalfLifeDays"/> days, as of <see cref="AsOf"/>.</summary>
    [Id(1)] public required double RecentViews { get; init; }

    /// <summary>Carts, decayed likewise.</summary>
    [Id(2)] public required double RecentCarts { get; init; }

    /// <summary>Purchases, decayed likewise.</summary>
    [Id(3)] public required double RecentPurchases { get; init; }

    /// <summary>Time the counters are decayed to.</summary>
    [Id(4)] public required DateTimeOffset AsOf { get; init; }

    /// <summary>Half-life of the counters, in days.</summary>
    [Id(5)] public required double CounterHalfLifeDays { get; init; }

    /// <summary>Log position applied.</summary>
    [Id(6)] public required long Position { get; init; }
}
