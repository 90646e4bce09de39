using Ayni.Domain.Training;

namespace Ayni.GrainInterfaces.Training;

/// <summary>A schedule, and how it stands.</summary>
[GenerateSerializer, Immutable, Alias("ayni.training-schedule-view")]
public sealed record TrainingScheduleView
{
    /// <summary>The schedule; null: there is none.</summary>
    [Id(0)] public TrainingSchedule? Schedule { get; init; }

    /// <summary>Name of the time zone it is read in.</summary>
    [Id(1)] public string TimeZone { get; init; } = "";

    /// <summary>Next time it comes; null: never, or it is not enabled.</summary>
    [Id(2)] public DateTimeOffset? NextAt { get; init; }

    /// <summary>The last run it started; null: none yet.</summary>
    [Id(3)] public ScheduledRun? LastRun { get; init; }

    /// <summary>The last run that was due and not started; null: none yet.</summary>
    [Id(4)] public SkippedRun? LastSkip { get; init; }

    /// <summary>What waits for the least interval to pass; null: nothing.</summary>
    [Id(5)] public EarlyTrigger? Waiting { get; init; }
}
