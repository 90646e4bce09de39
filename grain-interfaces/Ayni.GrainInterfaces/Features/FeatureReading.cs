using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Features;

/// <summary>Features of a shopper or a product at an instant.</summary>
[GenerateSerializer, Immutable, Alias("ayni.feature-reading")]
public sealed record FeatureReading
{
    /// <summary>The instant: what happened before it counts, what happened at it or later does not.</summary>
    [Id(0)] public required DateTimeOffset AsOf { get; init; }

    /// <summary>Log position up to which interactions were taken into account.</summary>
    [Id(1)] public required long Position { get; init; }

    /// <summary>Catalogue position that products are of, or a later one.</summary>
    [Id(2)] public required long CataloguePosition { get; init; }

    /// <summary>Version of the definitions.</summary>
    [Id(3)] public required string FeatureSet { get; init; }

    /// <summary>Values, in the order of the definitions.</summary>
    [Id(4)] public required ImmutableArray<NamedFeature> Features { get; init; }

    /// <summary>Features of the instant itself; of a shopper.</summary>
    [Id(5)] public ImmutableArray<NamedFeature> Moment { get; init; } = [];

    /// <summary>Features of the shopper before the products asked for, in their order.</summary>
    [Id(6)] public ImmutableArray<ProductPair> Pairs { get; init; } = [];

    /// <summary>Version of the cuts that a shopper's segment is told by; null: the shop stored none.</summary>
    [Id(7)] public string? SegmentCuts { get; init; }

    /// <summary>Version of the counts that a product's keywords are told by; null: the shop stored none.</summary>
    [Id(8)] public string? KeywordCounts { get; init; }

    /// <summary>Version of the vectors that a shopper's similarity to products is told by; null: the shop stored none.
    /// </summary>
    [Id(9)] public string? Embeddings { get; init; }
}
