using Ayni.Domain.Training;

namespace Ayni.Grains.Training;

/// <summary>What a trainer persists of its search beside the trials, which everybody sees.</summary>
[GenerateSerializer, Immutable, Alias("ayni.training-search-state")]
public sealed record SearchState
{
    /// <summary>The options as they were asked for.</summary>
    [Id(0)] public required TrainingOptions Asked { get; init; }

    /// <summary>Whether the options of the run are the chosen ones.</summary>
    [Id(1)] public bool IsSettled { get; init; }
}
