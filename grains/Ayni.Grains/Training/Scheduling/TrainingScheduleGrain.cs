using Ayni.Domain.Errors;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Features;
using Ayni.Grains.Hosting;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Training;

/// <inheritdoc cref="ITrainingScheduleGrain"/>
[GrainType("trainingschedule")]
internal sealed partial class TrainingScheduleGrain(
    [PersistentState("training-schedule", GrainStorageNames.Default)]
    IPersistentState<TrainingScheduleState> storage,
    RunServices services,
    FeatureOptions shop,
    ILogger<TrainingScheduleGrain> logger) : Grain, ITrainingScheduleGrain, IRemindable
{
    /// <summary>Name of the reminder.</summary>
    internal const string LookReminder = "look";

    /// <summary>How often it looks: the shortest period of reminders and of cron expressions.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>Reminders come a little early or late; early, the time would be seen a minute after it.</summary>
    private static readonly TimeSpan AfterTheMinute = TimeSpan.FromSeconds(1);

    private CronTimes _times = new(null, TimeZoneInfo.Utc);

    private TrainingScheduleState State => storage.State;

    private string Model => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _times = CronTimes.Of(State.Schedule, shop.Zone);
        return State.Schedule is { Enabled: true } ? RemindAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<TrainingScheduleView> Get(CancellationToken cancellationToken) => Task.FromResult(View());

    /// <inheritdoc/>
    public async Task<TrainingScheduleView> Put(TrainingSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var now = services.Time.GetUtcNow();
        if (ScheduleRules.Problems(schedule, now) is { Count: > 0 } problems)
        {
            throw new AyniException(
                ErrorCodes.Invalid, string.Join(" ", problems.Select(problem => $"{problem.Field}: {problem.Reason}")));
        }

        // The reminder first: a schedule that is recorded must not depend on this silo.
        if (schedule.Enabled)
            await RemindAsync(CancellationToken.None);
        await storage.ReplaceAsync(State with { Schedule = schedule, HandledUntil = now, Waiting = null });
        _times = CronTimes.Of(schedule, shop.Zone);
        if (!schedule.Enabled)
            await ForgetAsync();
        return View();
    }

    /// <inheritdoc/>
    public async Task<bool> Delete()
    {
        if (State.Schedule is null)
            return false;
        await storage.ReplaceAsync(new TrainingScheduleState());
        _times = CronTimes.Of(null, shop.Zone);
        await ForgetAsync();
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> Notice(TrainingReason reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var noticed = ScheduleDecision.Noticed(State, reason, services.Time.GetUtcNow());
        if (noticed == State)
            return false;
        await storage.ReplaceAsync(noticed);
        LogNoticed(logger, Model, reason);
        return true;
    }

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (State.Schedule is not { Enabled: true })
        {
            await ForgetAsync();
            return;
        }

        if (!services.HostOptions.RunsSchedules)
            return;
        try
        {
            await WatchAsync();
            await LookAsync();
        }
        catch (Exception fault)
        {
            // The state is as it was, so the next look finds the same to do.
            LogFailed(logger, fault, Model);
        }
    }

    private async Task WatchAsync()
    {
        if (!State.Schedule!.RetrainOnMetricFall)
            return;
        try
        {
            if (await GrainFactory.GetGrain<ILiveHitRateGrain>(Model).Look() is { } fall)
                await Notice(new TrainingReason(TrainingTrigger.MetricFall, fall), CancellationToken.None);
        }
        catch (Exception fault)
        {
            // What is not counted now is counted with the next look; the schedule's times do not wait for it.
            LogNotCounted(logger, fault, Model);
        }
    }

    private async Task LookAsync()
    {
        var now = services.Time.GetUtcNow();
        if (!ScheduleDecision.IsDue(State, _times, now))
            return;
        var trainer = GrainFactory.GetGrain<ITrainerGrain>(Model);
        var step = ScheduleDecision.At(State, _times, await FactsAsync(trainer), now);
        var next = step.Start is { } reason ? await StartAsync(trainer, step.State, reason, now) : step.State;
        if (next == State)
            return;
        if (next.LastSkip is { } skip && skip != State.LastSkip)
            LogSkipped(logger, Model, skip.Reason, skip.Why);
        await storage.ReplaceAsync(next);
    }

    private async Task<ScheduleFacts> FactsAsync(ITrainerGrain trainer)
    {
        var run = await trainer.GetStatus();
        var registry = await GrainFactory.GetGrain<IModelRegistryGrain>(Model).Get();
        // A refused model says the same of its data as a published one: training on them again would be refused too.
        var refused = run.Phase == TrainingPhase.Refused ? run.AsOfPosition ?? 0 : 0;
        return new ScheduleFacts(
            run,
            await services.Log.GetHeadAsync(),
            registry.Versions.Select(version => version.AsOfPosition).Append(refused).Max());
    }

    private async Task<TrainingScheduleState> StartAsync(
        ITrainerGrain trainer, TrainingScheduleState state, TrainingReason reason, DateTimeOffset now)
    {
        try
        {
            var run = await trainer.StartFor(state.Schedule!.Options, reason);
            LogStarted(logger, Model, run.RunId, reason);
            return ScheduleDecision.Started(state, run, now);
        }
        catch (AyniException refusal) when (refusal.Code is ErrorCodes.Conflict or ErrorCodes.Invalid)
        {
            return ScheduleDecision.Skipped(state, reason, refusal.Message, now);
        }
    }

    private TrainingScheduleView View() => new()
    {
        Schedule = State.Schedule,
        TimeZone = _times.TimeZone,
        NextAt = State.Schedule is { Enabled: true } ? _times.NextAfter(services.Time.GetUtcNow()) : null,
        LastRun = State.LastRun,
        LastSkip = State.LastSkip,
        Waiting = State.Waiting,
    };

    // By the minute, where the times of cron expressions lie.
    private async Task RemindAsync(CancellationToken cancellationToken)
    {
        var into = TimeSpan.FromTicks(services.Time.GetUtcNow().Ticks % LookEvery.Ticks);
        var first = LookEvery - into + AfterTheMinute;
        await this.RegisterOrUpdateReminder(LookReminder, first, LookEvery, cancellationToken);
    }

    private async Task ForgetAsync()
    {
        if (await this.GetReminder(LookReminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }
}
