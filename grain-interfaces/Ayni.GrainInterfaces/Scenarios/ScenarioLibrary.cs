using System.Collections.Immutable;
using Ayni.Domain.Scenarios;

namespace Ayni.GrainInterfaces.Scenarios;

/// <summary>The scenarios that answer.</summary>
/// <param name="Scenarios">By name, each in its newest version.</param>
/// <param name="Revision">Number of writes so far: of two libraries, the one with more is the newer.</param>
[GenerateSerializer, Immutable, Alias("ayni.scenario-library-view")]
public sealed record ScenarioLibrary(
    [property: Id(0)] ImmutableSortedDictionary<string, Scenario> Scenarios,
    [property: Id(1)] long Revision);
