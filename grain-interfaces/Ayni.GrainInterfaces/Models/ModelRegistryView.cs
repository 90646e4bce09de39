using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Models;

/// <summary>What the registry holds.</summary>
/// <param name="ActiveVersion">Version that answers; null if none.</param>
/// <param name="PreviousVersion">Version that answered before; null if none.</param>
/// <param name="Versions">Newest first.</param>
/// <param name="Revision">Number of switches so far: of two views, the one with more is the newer.</param>
[GenerateSerializer, Immutable, Alias("ayni.model-registry-view")]
public sealed record ModelRegistryView(
    [property: Id(0)] string? ActiveVersion,
    [property: Id(1)] string? PreviousVersion,
    [property: Id(2)] ImmutableArray<ModelVersion> Versions,
    [property: Id(3)] long Revision)
{
    /// <summary>A version by its id; null: there is none, or none was named.</summary>
    public ModelVersion? Find(string? version) => Versions.FirstOrDefault(known => known.Version == version);
}
