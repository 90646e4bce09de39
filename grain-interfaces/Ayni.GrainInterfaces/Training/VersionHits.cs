using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Training;

/// <summary>Right answers of one version of a model, by day.</summary>
/// <param name="Version">The version.</param>
/// <param name="Days">Oldest first; days without a question are left out.</param>
[GenerateSerializer, Immutable, Alias("ayni.version-hits")]
public sealed record VersionHits(
    [property: Id(0)] string Version, [property: Id(1)] ImmutableArray<DayHits> Days);
