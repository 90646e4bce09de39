using System.Collections.Immutable;

namespace Ayni.Grains.Exports;

/// <summary>For which products shoppers are wanted: some by name, or all that meet a condition.</summary>
public sealed record AudienceOrder
{
    /// <summary>Most products by name.</summary>
    public const int MaxProducts = 1_000;

    /// <summary>Most shoppers of an answer.</summary>
    public const int MaxCount = 100_000;

    /// <summary>
    /// Products of which a shopper's score is the mean, the best for them: liking ten of a thousand is what counts.
    /// </summary>
    public const int MaxBest = 10;

    /// <summary>The products; empty: those that meet <see cref="Filter"/>.</summary>
    public ImmutableArray<string> ProductIds { get; init; } = [];

    /// <summary>What an available product must be, in the filter language; null: the products are named.</summary>
    public string? Filter { get; init; }

    /// <summary>Shoppers wanted. <value>Range 1 to 100,000.</value></summary>
    public int Count { get; init; } = 1_000;
}
