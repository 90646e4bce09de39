using System.Collections.Immutable;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>
/// A scorer as it travels to the silos that hold other parts of the catalogue: all that it needs to know of the shopper
/// and of the products asked about is in it.
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.scorer-plan")]
internal sealed record ScorerPlan
{
    /// <summary>How it scores.</summary>
    [Id(0)] public required PlanKind Kind { get; init; }

    /// <summary>Name in reasons and traces.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What its scores are multiplied by.</summary>
    [Id(2)] public required double Weight { get; init; }

    /// <summary>How answers name what it finds.</summary>
    [Id(3)] public required RecommendationSource Source { get; init; }

    /// <summary>Place of the plan that this one is inside of; null: it stands by itself.</summary>
    [Id(4)] public int? Inside { get; init; }

    /// <summary>A shopper's factor, or a text vector.</summary>
    [Id(5)] public float[] Vector { get; init; } = [];

    /// <summary>Items of the whole model with a score.</summary>
    [Id(6)] public int[] Items { get; init; } = [];

    /// <summary>Products with a score.</summary>
    [Id(7)] public string[] Products { get; init; } = [];

    /// <summary>Score of each item or product.</summary>
    [Id(8)] public float[] Scores { get; init; } = [];

    /// <summary>Products that likeness is to.</summary>
    [Id(9)] public ImmutableArray<LikenessTraits> Others { get; init; } = [];

    /// <summary>Mean of the logarithms of the prices that the shopper pays; null: they are not known.</summary>
    [Id(10)] public double? PriceMean { get; init; }

    /// <summary>Their standard deviation.</summary>
    [Id(11)] public double? PriceSpread { get; init; }

    /// <summary>When the product that came last was taken in.</summary>
    [Id(12)] public DateTimeOffset? Newest { get; init; }

    /// <summary>The time that demand is counted over.</summary>
    [Id(13)] public DemandWindow? Window { get; init; }

    /// <summary>What was taken in before that is not new; null: all is.</summary>
    [Id(14)] public DateTimeOffset? Since { get; init; }

    /// <summary>Label of the scorer.</summary>
    public ScorerLabel Label => new(Name, Weight, Source);
}
