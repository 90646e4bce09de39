using Ayni.Trainer.Evaluating;

namespace Ayni.Trainer.Drifting;

/// <summary>How models age, by a replay of the log.</summary>
internal sealed record DriftDocument
{
    /// <summary>What was trained on what, and judged by what.</summary>
    public required string Protocol { get; init; }

    /// <summary>What counts as a right answer.</summary>
    public required string Positives { get; init; }

    /// <summary>Weights that are not the default; null where all are.</summary>
    public ChangedWeights? Weights { get; init; }

    /// <summary>Length of a window, in days.</summary>
    public required double WindowDays { get; init; }

    /// <summary>The windows, oldest first.</summary>
    public required IReadOnlyList<DriftWindow> Windows { get; init; }

    /// <summary>The models, in the order asked for.</summary>
    public required IReadOnlyList<AgeingModel> Models { get; init; }

    /// <summary>Name of the one that finds most when it is fresh.</summary>
    public required string Best { get; init; }
}
