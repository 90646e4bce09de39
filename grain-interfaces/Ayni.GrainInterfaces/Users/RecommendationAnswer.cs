using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Users;

/// <summary>Products for one shopper, best first; score descending, then product id (ordinal).</summary>
[GenerateSerializer, Immutable, Alias("ayni.recommendation-answer")]
public sealed record RecommendationAnswer
{
    /// <summary>Unique id of this answer.</summary>
    [Id(0)] public required string RecommendationId { get; init; }

    /// <summary>User id.</summary>
    [Id(1)] public required string UserId { get; init; }

    /// <summary>Version of the model that answered; null if none is active.</summary>
    [Id(2)] public string? ModelVersion { get; init; }

    /// <summary>How the products were found.</summary>
    [Id(3)] public required RecommendationSource Source { get; init; }

    /// <summary>The products.</summary>
    [Id(4)] public required ImmutableArray<RecommendedProduct> Items { get; init; }

    /// <summary>Log position of this shopper that the answer takes into account.</summary>
    [Id(5)] public required long Position { get; init; }

    /// <summary>Why there are fewer products than asked for; null if there are as many.</summary>
    [Id(6)] public string? ShortfallReason { get; init; }

    /// <summary>
    /// Why the answer is made of less than it should be (a silo or a store did not answer in time); null if it is not.
    /// </summary>
    [Id(7)] public string? DegradedReason { get; init; }

    /// <summary>Scenario that answered.</summary>
    [Id(8)] public string Scenario { get; init; } = "";

    /// <summary>Its version; 0: the one that ships.</summary>
    [Id(9)] public int ScenarioVersion { get; init; }

    /// <summary>
    /// Which rules took how many of the candidates; empty unless the answer is short or was filled up.
    /// </summary>
    [Id(10)] public ImmutableArray<RuleLoss> Losses { get; init; } = [];

    /// <summary>Which fallbacks filled in, and how many products each gave.</summary>
    [Id(11)] public ImmutableArray<FallbackUse> Fallbacks { get; init; } = [];

    /// <summary>What the next page is asked with; null: there is none.</summary>
    [Id(12)] public string? NextCursor { get; init; }

    /// <summary>What was asked for and does not exist, with the nearest that does.</summary>
    [Id(13)] public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Products taken as the catalogue has them because their grains did not answer in time.</summary>
    [Id(14)] public int Unconfirmed { get; init; }

    /// <summary>What became of every candidate; empty unless asked.</summary>
    [Id(15)] public ImmutableArray<CandidateTrace> Trace { get; init; } = [];
}
