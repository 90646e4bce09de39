using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class ScheduleDecisionTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TrainingScheduleState Nightly = new()
    {
        Schedule = new TrainingSchedule { Cron = "0 3 * * *", MinInterval = TimeSpan.FromHours(2) },
        HandledUntil = Midnight,
    };

    private static readonly ScheduleFacts Untrained = new(new TrainingStatus { Phase = TrainingPhase.Idle }, 100, 0);

    private static readonly TrainingReason Shift = new(TrainingTrigger.Drift, "prices shifted");

    [Fact]
    public void At_BeforeItsTime_DoesNothing()
    {
        var now = Midnight.AddHours(2.9);

        Assert.False(ScheduleDecision.IsDue(Nightly, Times(Nightly), now));
        Assert.Equal(new ScheduleStep(Nightly), ScheduleDecision.At(Nightly, Times(Nightly), Untrained, now));
    }

    [Fact]
    public void At_ItsTime_StartsARunThatNamesTheSchedule()
    {
        var step = At(Nightly, Untrained, Midnight.AddHours(3));

        Assert.Equal("schedule: 0 3 * * * (UTC)", step.Start?.ToString());
        Assert.False(ScheduleDecision.IsDue(step.State, Times(Nightly), Midnight.AddHours(26.9)));
        Assert.True(ScheduleDecision.IsDue(step.State, Times(Nightly), Midnight.AddHours(27)));
    }

    [Fact]
    public void At_ManyTimesMissed_StartsOneRun()
    {
        var now = Midnight.AddDays(400);

        var step = At(Nightly, Untrained, now);

        Assert.NotNull(step.Start);
        Assert.Null(At(step.State, Untrained, now).Start);
    }

    [Fact]
    public void At_AfterACrashBeforeItWasSaved_FindsTheRunItStarted()
    {
        var now = Midnight.AddHours(3);
        var run = Run("mine", now, TrainingTrigger.Schedule);

        var again = At(Nightly, Untrained with { Run = run }, now.AddMinutes(5));

        Assert.Null(again.Start);
        Assert.Equal("mine", again.State.LastRun?.RunId);
        Assert.Null(again.State.LastSkip);
        Assert.False(ScheduleDecision.IsDue(again.State, Times(Nightly), now.AddMinutes(6)));
    }

    [Fact]
    public void At_ARunUnderWay_IsNotDisturbedAndTheTimeIsSkipped()
    {
        var now = Midnight.AddHours(3);

        var step = At(Nightly, Untrained with { Run = Run("theirs", now.AddHours(-9)) }, now);

        Assert.Null(step.Start);
        Assert.Contains("theirs was under way", step.State.LastSkip?.Why, StringComparison.Ordinal);
        Assert.Equal(now, step.State.HandledUntil);
    }

    [Theory]
    [InlineData(119, false)]
    [InlineData(120, true)]
    public void At_ARunBefore_LeastIntervalHolds(int minutesBefore, bool starts)
    {
        var now = Midnight.AddHours(3);
        var run = Run("theirs", now.AddMinutes(-minutesBefore)) with { Phase = TrainingPhase.Completed };

        var step = At(Nightly, Untrained with { Run = run }, now);

        Assert.Equal(starts, step.Start is not null);
        Assert.Equal(!starts, step.State.LastSkip?.Why.Contains("min_interval", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    public void At_FewNewInteractions_AreNotTrainedOn(long added, bool starts)
    {
        var asking = Nightly with { Schedule = Nightly.Schedule! with { MinNewInteractions = 100 } };

        var step = At(asking, new ScheduleFacts(Untrained.Run, 1000 + added, 1000), Midnight.AddHours(3));

        Assert.Equal(starts, step.Start is not null);
        Assert.Equal(!starts, step.State.LastSkip?.Why.StartsWith("99 ", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void At_NotEnabled_DoesNothing()
    {
        var off = Nightly with { Schedule = Nightly.Schedule! with { Enabled = false } };

        Assert.False(ScheduleDecision.IsDue(off, Times(off), Midnight.AddDays(3)));
        Assert.Null(At(off, Untrained, Midnight.AddDays(3)).Start);
    }

    [Fact]
    public void Noticed_NotAskedFor_IsIgnored() =>
        Assert.Equal(Nightly, ScheduleDecision.Noticed(Nightly, Shift, Midnight));

    [Fact]
    public void Noticed_AskedFor_WaitsForTheLeastIntervalThenStartsOnce()
    {
        var run = Run("theirs", Midnight) with { Phase = TrainingPhase.Completed };
        var facts = new ScheduleFacts(run, 200, 100);
        var asking = Nightly with { Schedule = Nightly.Schedule! with { RetrainOnDrift = true } };

        var waiting = ScheduleDecision.Noticed(asking, Shift, Midnight.AddHours(1));
        var early = At(waiting, facts, Midnight.AddHours(1.5));
        var started = At(waiting, facts, Midnight.AddHours(2));
        var after = ScheduleDecision.Started(
            started.State, Run("ours", Midnight.AddHours(2), TrainingTrigger.Drift), Midnight.AddHours(2));

        Assert.Equal(new ScheduleStep(waiting), early);
        Assert.Equal(waiting, ScheduleDecision.Noticed(waiting, Shift, Midnight.AddHours(1.6)));
        Assert.Equal("drift: prices shifted", started.Start?.ToString());
        Assert.Null(after.Waiting);
        Assert.Equal(TrainingTrigger.Drift, after.LastRun?.Reason.Trigger);
    }

    [Fact]
    public void Times_InATimeZoneWithSummerTime_ComeOnceADay()
    {
        // Lisbon's clocks go forward at one on 29 March 2026 and back at two on 25 October.
        var schedule = new TrainingSchedule { Cron = "30 1 * * *", TimeZone = "Europe/Lisbon" };
        var times = CronTimes.Of(schedule, TimeZoneInfo.Utc);
        var count = 0;
        for (var at = times.NextAfter(Midnight); at < Midnight.AddDays(365); at = times.NextAfter(at.Value))
            count++;

        Assert.Equal(365, count);
    }

    private static ScheduleStep At(TrainingScheduleState state, ScheduleFacts facts, DateTimeOffset now) =>
        ScheduleDecision.At(state, Times(state), facts, now);

    private static CronTimes Times(TrainingScheduleState state) => CronTimes.Of(state.Schedule, TimeZoneInfo.Utc);

    private static TrainingStatus Run(
        string id, DateTimeOffset startedAt, TrainingTrigger trigger = TrainingTrigger.Manual) => new()
        {
            RunId = id,
            Phase = TrainingPhase.Sweep,
            StartedAt = startedAt,
            Reason = new TrainingReason(trigger),
        };
}
