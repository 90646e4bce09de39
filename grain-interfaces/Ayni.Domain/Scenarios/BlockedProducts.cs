using System.Collections.Immutable;

namespace Ayni.Domain.Scenarios;

/// <summary>What the shop gives to nobody, whatever the scenario.</summary>
[GenerateSerializer, Immutable, Alias("ayni.blocked-products")]
public sealed record BlockedProducts
{
    /// <summary>Nothing.</summary>
    public static BlockedProducts None { get; } = new();

    /// <summary>Products; at most 1,000.</summary>
    [Id(0)] public ImmutableArray<string> Products { get; init; } = [];

    /// <summary>Categories, with all below them; at most 1,000.</summary>
    [Id(1)] public ImmutableArray<string> Categories { get; init; } = [];
}
