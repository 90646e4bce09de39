using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Users;

/// <summary>What became of one candidate.</summary>
[GenerateSerializer, Immutable, Alias("ayni.candidate-trace")]
public sealed record CandidateTrace
{
    /// <summary>Product.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Its score before it scored itself.</summary>
    [Id(1)] public required double Score { get; init; }

    /// <summary>Parts of that score; they add up to it but for the factors.</summary>
    [Id(2)] public ImmutableArray<ScorePart> Parts { get; init; } = [];

    /// <summary>What lifted or sank it.</summary>
    [Id(3)] public ImmutableArray<ScoreFactor> Factors { get; init; } = [];

    /// <summary>Rule that dropped it; null: none did.</summary>
    [Id(4)] public string? DroppedBy { get; init; }

    /// <summary>Its place in the list, from 1; null: it is not in it.</summary>
    [Id(5)] public int? Place { get; init; }
}
