using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Features;

/// <summary>Features of a shopper before one product.</summary>
[GenerateSerializer, Immutable, Alias("ayni.feature-pair")]
public sealed record ProductPair
{
    /// <summary>The product.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Values, in the order of the definitions.</summary>
    [Id(1)] public required ImmutableArray<NamedFeature> Features { get; init; }
}
