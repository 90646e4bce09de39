using System.Collections.Immutable;
using Ayni.GrainInterfaces.Users;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>Products like another one.</summary>
[GenerateSerializer, Immutable, Alias("ayni.similar-answer")]
public sealed record SimilarAnswer
{
    /// <summary>The product asked about.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Version of the model that answered; null if none is active.</summary>
    [Id(1)] public string? ModelVersion { get; init; }

    /// <summary>Cosine descending, then product id.</summary>
    [Id(2)] public required ImmutableArray<RecommendedProduct> Items { get; init; }

    /// <summary>Why there are fewer products than asked for; null if there are as many.</summary>
    [Id(3)] public string? ShortfallReason { get; init; }
}
