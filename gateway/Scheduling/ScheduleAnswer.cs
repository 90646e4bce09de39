using Ayni.Gateway.Training;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Gateway.Scheduling;

/// <summary>A schedule, and how it stands.</summary>
public sealed record ScheduleAnswer
{
    /// <summary>Cron expression; null: no times.</summary>
    public required string? Cron { get; init; }

    /// <summary>IANA name of the time zone it is read in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Options of its runs.</summary>
    public required TrainingOptionsBody Options { get; init; }

    /// <summary>Whether it starts anything.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Least time between the starts of two runs.</summary>
    public required string MinInterval { get; init; }

    /// <summary>Least number of interactions since those the newest model was made of.</summary>
    public required long MinNewInteractions { get; init; }

    /// <summary>Whether a shift of the data starts a run early.</summary>
    public required bool RetrainOnDrift { get; init; }

    /// <summary>Whether a fall of the active model's live hit rate starts a run early.</summary>
    public required bool RetrainOnMetricFall { get; init; }

    /// <summary>Next time it comes; null: never, or not enabled.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The last run it started; null: none yet.</summary>
    public StartedRun? LastRun { get; init; }

    /// <summary>The last run that was due and not started, and why; null: none yet.</summary>
    public NotStartedRun? LastSkip { get; init; }

    /// <summary>What was seen and waits for min_interval to pass; null: nothing.</summary>
    public WaitingReason? Waiting { get; init; }

    /// <summary>Live hit rates of the versions asked last, newest first; counted with retrain_on_metric_fall.</summary>
    public required IReadOnlyList<LiveHitRate> LiveHitRates { get; init; }

    /// <summary>The wire form of a schedule; null where there is none.</summary>
    public static ScheduleAnswer? From(TrainingScheduleView view, IEnumerable<VersionHits> hits)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Schedule is not { } schedule ? null : new ScheduleAnswer
        {
            Cron = schedule.Cron,
            TimeZone = view.TimeZone,
            Options = TrainingOptionsBody.From(schedule.Options),
            Enabled = schedule.Enabled,
            MinInterval = ScheduleLength.Show(schedule.MinInterval),
            MinNewInteractions = schedule.MinNewInteractions,
            RetrainOnDrift = schedule.RetrainOnDrift,
            RetrainOnMetricFall = schedule.RetrainOnMetricFall,
            NextAt = view.NextAt,
            LastRun = view.LastRun is { } run ? new StartedRun(run.RunId, run.StartedAt, run.Reason.ToString()) : null,
            LastSkip = view.LastSkip is { } skip ? new NotStartedRun(skip.At, skip.Reason.ToString(), skip.Why) : null,
            Waiting = view.Waiting is { } early ? new WaitingReason(early.Reason.ToString(), early.SeenAt) : null,
            LiveHitRates = [.. hits.Select(LiveHitRate.From)],
        };
    }

    /// <summary>A run that the schedule started.</summary>
    /// <param name="RunId">Its id; once published, the version of its model.</param>
    /// <param name="StartedAt">When it started.</param>
    /// <param name="Reason">Why.</param>
    public sealed record StartedRun(string RunId, DateTimeOffset StartedAt, string Reason);

    /// <summary>A run that was due and not started.</summary>
    /// <param name="At">When that was settled.</param>
    /// <param name="Reason">Why it was due.</param>
    /// <param name="Why">Why it was not started.</param>
    public sealed record NotStartedRun(DateTimeOffset At, string Reason, string Why);

    /// <summary>A reason that waits.</summary>
    /// <param name="Reason">What was seen.</param>
    /// <param name="SeenAt">When.</param>
    public sealed record WaitingReason(string Reason, DateTimeOffset SeenAt);
}
