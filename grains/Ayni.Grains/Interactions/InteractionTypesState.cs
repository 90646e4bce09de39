using Ayni.Domain.Interactions;

namespace Ayni.Grains.Interactions;

/// <summary>What the registry of the shop's own types keeps in grain storage.</summary>
[GenerateSerializer, Alias("ayni.interaction-types-state")]
public sealed record InteractionTypesState
{
    /// <summary>The types.</summary>
    [Id(0)] public TypeWeights Types { get; init; } = TypeWeights.Empty;

    /// <summary>Number of writes so far.</summary>
    [Id(1)] public long Revision { get; init; }
}
