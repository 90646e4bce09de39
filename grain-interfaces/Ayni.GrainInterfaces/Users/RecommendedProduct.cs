using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Users;

/// <summary>One product of an answer.</summary>
[GenerateSerializer, Immutable, Alias("ayni.recommended-product")]
public sealed record RecommendedProduct
{
    /// <summary>External product id.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Name; the id where the catalogue does not know the product.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Brand.</summary>
    [Id(2)] public string? Brand { get; init; }

    /// <summary>Category.</summary>
    [Id(3)] public string? Category { get; init; }

    /// <summary>Price now.</summary>
    [Id(4)] public decimal? Price { get; init; }

    /// <summary>Price before discount.</summary>
    [Id(5)] public decimal? ListPrice { get; init; }

    /// <summary>ISO 4217 code of the prices.</summary>
    [Id(6)] public string? Currency { get; init; }

    /// <summary>
    /// The sources' weighted scores, times what lifts or sinks the product; mostly 0 to 1. Comparable in one answer.
    /// </summary>
    [Id(7)] public required double Score { get; init; }

    /// <summary>How it was found.</summary>
    [Id(8)] public required RecommendationSource Source { get; init; }

    /// <summary>
    /// Past products that contributed most, largest first (Hu, Koren, Volinsky 2008, section 5); empty unless asked.
    /// </summary>
    [Id(9)] public ImmutableArray<Contribution> Because { get; init; } = [];

    /// <summary>Parts of the score, largest first; times the factors they add up to it. Empty unless asked.</summary>
    [Id(10)] public ImmutableArray<ScorePart> Parts { get; init; } = [];

    /// <summary>What lifted or sank it; empty unless asked.</summary>
    [Id(11)] public ImmutableArray<ScoreFactor> Factors { get; init; } = [];

    /// <summary>A sentence for the shopper; null unless asked.</summary>
    [Id(12)] public string? Reason { get; init; }

    /// <summary>Family of variants it is of; null: none.</summary>
    [Id(13)] public string? ParentId { get; init; }

    /// <summary>Why the learned re-ranker has it here; null unless asked, and where it does not speak of it.</summary>
    [Id(14)] public RerankingExplanation? Reranking { get; init; }
}
