using System.Collections.Immutable;
using Ayni.Domain.Scenarios;

namespace Ayni.Grains.Scenarios;

/// <summary>What the scenario library keeps in grain storage.</summary>
[GenerateSerializer, Alias("ayni.scenario-library-state")]
public sealed record ScenarioLibraryState
{
    /// <summary>Versions of the scenarios that the shop wrote, those of one name together, newest first.</summary>
    [Id(0)] public ImmutableArray<Scenario> Versions { get; init; } = [];

    /// <summary>Number of writes so far.</summary>
    [Id(1)] public long Revision { get; init; }

    /// <summary>What the shop gives to nobody.</summary>
    [Id(2)] public BlockedProducts Blocked { get; init; } = BlockedProducts.None;
}
