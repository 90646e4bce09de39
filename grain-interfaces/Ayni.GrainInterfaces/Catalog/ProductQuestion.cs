using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>What a product is asked when it scores itself for a request; the same for all candidates of it.</summary>
[GenerateSerializer, Immutable, Alias("ayni.product-question")]
public sealed record ProductQuestion
{
    /// <summary>What it must be, by name of the rule, in the filter language.</summary>
    [Id(0)] public ImmutableArray<BoosterRule> Filters { get; init; } = [];

    /// <summary>What lifts or sinks it.</summary>
    [Id(1)] public ImmutableArray<BoosterRule> Boosters { get; init; } = [];

    /// <summary>The product on the page; null for none.</summary>
    [Id(2)] public Product? Context { get; init; }

    /// <summary>Who asks; null: nobody in particular.</summary>
    [Id(3)] public UserProfile? User { get; init; }

    /// <summary>The moment of the request.</summary>
    [Id(4)] public required DateTimeOffset Now { get; init; }

    /// <summary>How far demand of this moment lifts it, 0 to 10: <see cref="Scenario.Momentum"/>.</summary>
    [Id(5)] public double Momentum { get; init; }

    /// <summary>What the list is to bring.</summary>
    [Id(6)] public Objective Objective { get; init; }

    /// <summary>
    /// Catalogue position as of which the index held its products against the filters: one whose entry is no newer
    /// meets them. −1: it did not.
    /// </summary>
    [Id(7)] public long HeldAsOf { get; init; } = -1;

    /// <summary>Where it is asked from, for which a product may have another price.</summary>
    [Id(8)] public ShopView View { get; init; }
}
