using System.Collections.Immutable;
using Ayni.GrainInterfaces.Models;

namespace Ayni.Grains.Models;

/// <summary>What the registry keeps in grain storage.</summary>
[GenerateSerializer, Alias("ayni.model-registry-state")]
public sealed record ModelRegistryState
{
    /// <summary>Version that answers.</summary>
    [Id(0)] public string? ActiveVersion { get; init; }

    /// <summary>Version that answered before.</summary>
    [Id(1)] public string? PreviousVersion { get; init; }

    /// <summary>Newest first.</summary>
    [Id(2)] public ImmutableArray<ModelVersion> Versions { get; init; } = [];

    /// <summary>Number of switches so far.</summary>
    [Id(3)] public long Revision { get; init; }
}
