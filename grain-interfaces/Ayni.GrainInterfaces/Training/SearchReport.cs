using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Training;

/// <summary>What a run tried before it trained.</summary>
[GenerateSerializer, Immutable, Alias("ayni.search-report")]
public sealed record SearchReport
{
    /// <summary>The trials, in the order they were made.</summary>
    [Id(0)] public ImmutableArray<SearchTrial> Trials { get; init; } = [];

    /// <summary>Places in <see cref="Trials"/> of what was chosen, one a part; empty before.</summary>
    [Id(1)] public ImmutableArray<int> Chosen { get; init; } = [];

    /// <summary>Users whose held-out product judged the trials; none of them judges the model.</summary>
    [Id(2)] public int JudgedUsers { get; init; }

    /// <summary>Users that the trials were fitted on: all, or a seeded sample of a large shop.</summary>
    [Id(3)] public int FittedUsers { get; init; }

    /// <summary>Why the search ended; null while it goes on.</summary>
    [Id(4)] public string? End { get; init; }
}
