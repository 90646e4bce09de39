namespace Ayni.Grains.Training;

/// <summary>A run as the activation that drives it knows it.</summary>
internal sealed record RunMachineState
{
    /// <summary>The part that is saved.</summary>
    public required TrainingRunState Run { get; init; }

    /// <summary>What the silo gives to training.</summary>
    public required TrainingHostOptions Options { get; init; }

    /// <summary>What it waits for.</summary>
    public RunStage Stage { get; init; }

    /// <summary>
    /// <see cref="TrainingRunState.HalfSweepStored"/> as it is durable: no later activation goes on from before it.
    /// </summary>
    public required int DurablyStored { get; init; }

    /// <summary>What is fixed about the run, once its snapshot is made.</summary>
    public RunPlan? Plan { get; init; }

    /// <summary>The sweeps, while they are under way.</summary>
    public SweepState? Sweep { get; init; }

    /// <summary>Whether nothing is left to do here: the run is over, or another activation's.</summary>
    public bool IsOver => Stage == RunStage.Over;

    /// <summary>A run before its first event.</summary>
    /// <param name="saved">Its state as it is durable.</param>
    /// <param name="options">What the silo gives to training.</param>
    public static RunMachineState Begin(TrainingRunState saved, TrainingHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return new() { Run = saved, Options = options, DurablyStored = saved.HalfSweepStored };
    }
}
