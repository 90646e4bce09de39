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
}
