using System.Globalization;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>
/// Decides what a schedule does at an instant; pure. A run is started before the state that knows of it is saved, so
/// that a crash between the two loses no run; whoever decides next finds that run by its reason and starts no other.
/// </summary>
internal static class ScheduleDecision
{
    /// <summary>Whether there may be something to start, so that the facts are worth asking for.</summary>
    public static bool IsDue(TrainingScheduleState state, CronTimes times, DateTimeOffset now) =>
        state.Schedule is { Enabled: true }
        && (state.Waiting is not null || times.LastBetween(state.HandledUntil, now) is not null);

    /// <summary>What to do now.</summary>
    public static ScheduleStep At(
        TrainingScheduleState state, CronTimes times, ScheduleFacts facts, DateTimeOffset now)
    {
        if (state.Schedule is not { Enabled: true } schedule)
            return new ScheduleStep(state);
        var time = times.LastBetween(state.HandledUntil, now);
        if (time is { } came)
        {
            var reason = new TrainingReason(TrainingTrigger.Schedule, $"{schedule.Cron} ({times.TimeZone})");
            return Due(state with { HandledUntil = came }, reason, came, facts, now);
        }

        // A reason that waits loses nothing by waiting, while a time that came too early has another one after it.
        return state.Waiting is { } early && now >= EarliestStart(state, facts)
            ? Due(state, early.Reason, early.SeenAt, facts, now)
            : new ScheduleStep(state);
    }

    /// <summary>Notes something seen; the same state where nothing waits for that.</summary>
    public static TrainingScheduleState Noticed(
        TrainingScheduleState state, TrainingReason reason, DateTimeOffset now)
    {
        var isWanted = state.Schedule is { Enabled: true } schedule && reason.Trigger switch
        {
            TrainingTrigger.Drift => schedule.RetrainOnDrift,
            TrainingTrigger.MetricFall => schedule.RetrainOnMetricFall,
            _ => false,
        };
        return isWanted && state.Waiting is null ? state with { Waiting = new EarlyTrigger(reason, now) } : state;
    }

    /// <summary>A run was started, or found started.</summary>
    public static TrainingScheduleState Started(TrainingScheduleState state, TrainingStatus run, DateTimeOffset now) =>
        state with
        {
            LastRun = new ScheduledRun(run.RunId!, run.StartedAt ?? now, run.Reason ?? TrainingReason.Manual),
            Waiting = null,
        };

    /// <summary>What was due is not started; a reason that waited is settled by it too.</summary>
    public static TrainingScheduleState Skipped(
        TrainingScheduleState state, TrainingReason reason, string why, DateTimeOffset now) => state with
        {
            LastSkip = new SkippedRun(now, reason, why),
            Waiting = reason.Trigger == TrainingTrigger.Schedule ? state.Waiting : null,
        };

    private static ScheduleStep Due(
        TrainingScheduleState state, TrainingReason reason, DateTimeOffset since, ScheduleFacts facts,
        DateTimeOffset now)
    {
        var run = facts.Run;
        if (run.Reason?.Trigger == reason.Trigger && run.StartedAt >= since && run.RunId != state.LastRun?.RunId)
            return new ScheduleStep(Started(state, run, now));
        return WhyNot(state, facts, now) is { } why
            ? new ScheduleStep(Skipped(state, reason, why, now))
            : new ScheduleStep(state, reason);
    }

    private static string? WhyNot(TrainingScheduleState state, ScheduleFacts facts, DateTimeOffset now)
    {
        var schedule = state.Schedule!;
        if (facts.Run.IsRunning)
            return $"Run {facts.Run.RunId} was under way; it is not disturbed.";
        if (now < EarliestStart(state, facts))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Run {facts.Run.RunId} started at {facts.Run.StartedAt:u}, and min_interval asks for "
                + $"{schedule.MinInterval} between two.");
        }

        var added = Math.Max(0, facts.Head - facts.TrainedPosition);
        return added < schedule.MinNewInteractions
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{added:N0} interactions came since those the newest model was made of; min_new_interactions asks "
                + $"for {schedule.MinNewInteractions:N0}.")
            : null;
    }

    private static DateTimeOffset EarliestStart(TrainingScheduleState state, ScheduleFacts facts) =>
        facts.Run.StartedAt is { } started ? started + state.Schedule!.MinInterval : DateTimeOffset.MinValue;
}
