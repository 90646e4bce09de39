using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Users;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>What a product says of itself for a request.</summary>
[GenerateSerializer, Immutable, Alias("ayni.product-verdict")]
public sealed record ProductVerdict
{
    /// <summary>Its catalogue entry of this instant; null: the catalogue does not hold it.</summary>
    [Id(0)] public Product? Entry { get; init; }

    /// <summary>Rule that is against it; null: none.</summary>
    [Id(1)] public string? DroppedBy { get; init; }

    /// <summary>What its score is multiplied by, and why.</summary>
    [Id(2)] public ImmutableArray<ScoreFactor> Factors { get; init; } = [];
}
