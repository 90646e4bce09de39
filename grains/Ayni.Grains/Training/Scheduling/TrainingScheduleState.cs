using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>What a schedule keeps in grain storage.</summary>
[GenerateSerializer, Immutable, Alias("ayni.training-schedule-state")]
public sealed record TrainingScheduleState
{
    /// <summary>The schedule; null: there is none.</summary>
    [Id(0)] public TrainingSchedule? Schedule { get; init; }

    /// <summary>Its times up to this instant are dealt with.</summary>
    [Id(1)] public DateTimeOffset HandledUntil { get; init; }

    /// <summary>The last run it started.</summary>
    [Id(2)] public ScheduledRun? LastRun { get; init; }

    /// <summary>The last run that was due and not started.</summary>
    [Id(3)] public SkippedRun? LastSkip { get; init; }

    /// <summary>A reason to train early that waits.</summary>
    [Id(4)] public EarlyTrigger? Waiting { get; init; }
}
