using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class TrainingScheduleGrainTests
{
    private static readonly TrainingSchedule Nightly = new() { Cron = "0 3 * * *", Options = TrainingShop.Options };

    [Fact]
    public async Task Look_AtItsTime_TrainsAndTheModelSaysWhy()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var schedule = ScheduleOf(shop);
        var put = await schedule.Put(Nightly);
        await LookAsync(shop);
        Assert.Equal(TrainingPhase.Idle, (await shop.Trainer.GetStatus()).Phase);

        var ended = shop.WhenCleanedUp();
        shop.Clock.Advance(put.NextAt!.Value - shop.Clock.GetUtcNow());
        await LookAsync(shop);
        await ended.WaitAsync(TrainingShop.Patience);

        var view = await schedule.Get();
        var version = await shop.PublishedAsync(view.LastRun!.RunId);
        Assert.Equal("schedule: 0 3 * * * (UTC)", version.Reason?.ToString());
        Assert.Equal(version.Reason, (await shop.Trainer.GetStatus()).Reason);
        Assert.Equal(put.NextAt.Value.AddDays(1), view.NextAt);
        await LookAsync(shop);
        Assert.Equal(view.LastRun, (await schedule.Get()).LastRun);
    }

    [Fact]
    public async Task Look_AfterARestartThatMissedThreeNights_TrainsOnceByItself()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        await ScheduleOf(shop).Put(Nightly);
        shop.Clock.Advance(TimeSpan.FromDays(3));
        await shop.RestartAsync(silos: 1);
        await ScheduleOf(shop).Get();

        var ended = shop.WhenCleanedUp();
        while (!ended.IsCompleted)
        {
            shop.ReminderClock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(ended, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
        }

        await LookAsync(shop);
        var versions = (await shop.Cluster.Registry.Get()).Versions;
        Assert.Equal(TrainingTrigger.Schedule, Assert.Single(versions).Reason?.Trigger);
    }

    [Fact]
    public async Task Look_ARunUnderWay_SkipsAndSaysSo()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var put = await ScheduleOf(shop).Put(Nightly);
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(1));
        var ended = shop.WhenCleanedUp();
        var manual = await shop.Trainer.Start(TrainingShop.Options);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        shop.Clock.Advance(put.NextAt!.Value - shop.Clock.GetUtcNow());
        await LookAsync(shop);
        var view = await ScheduleOf(shop).Get();
        hold.Release();
        await ended.WaitAsync(TrainingShop.Patience);

        Assert.Null(view.LastRun);
        Assert.Contains(manual.RunId!, view.LastSkip?.Why, StringComparison.Ordinal);
        var version = await shop.PublishedAsync(manual.RunId!);
        Assert.Equal(TrainingReason.Manual, version.Reason);
    }

    [Fact]
    public async Task Notice_DriftThatIsAskedFor_TrainsEarly()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        await ScheduleOf(shop).Put(Nightly with { Cron = null, RetrainOnDrift = true });
        var fall = new TrainingReason(TrainingTrigger.MetricFall, "it finds less");
        var drift = new TrainingReason(TrainingTrigger.Drift, "prices shifted");

        Assert.False(await ScheduleOf(shop).Notice(fall));
        Assert.True(await ScheduleOf(shop).Notice(drift));
        Assert.False(await ScheduleOf(shop).Notice(drift));
        var ended = shop.WhenCleanedUp();
        await LookAsync(shop);
        await ended.WaitAsync(TrainingShop.Patience);

        Assert.Equal("drift: prices shifted", (await shop.Trainer.GetStatus()).Reason?.ToString());
    }

    [Fact]
    public async Task Put_ABadExpression_IsRefusedAndNothingIsKept()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);

        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => ScheduleOf(shop).Put(Nightly with { Cron = "nightly" }));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
        Assert.Contains("Cron", refusal.Message, StringComparison.Ordinal);
        Assert.Null((await ScheduleOf(shop).Get()).Schedule);
    }

    [Fact]
    public async Task Delete_LeavesNothingToLookAt()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        await ScheduleOf(shop).Put(Nightly);

        Assert.True(await ScheduleOf(shop).Delete());
        Assert.False(await ScheduleOf(shop).Delete());
        shop.Clock.Advance(TimeSpan.FromDays(3));
        await LookAsync(shop);

        Assert.Equal(TrainingPhase.Idle, (await shop.Trainer.GetStatus()).Phase);
    }

    private static ITrainingScheduleGrain ScheduleOf(TrainingShop shop) =>
        shop.Cluster.Grains.GetGrain<ITrainingScheduleGrain>(ModelNames.Default);

    private static Task LookAsync(TrainingShop shop) => ScheduleOf(shop).AsReference<IRemindable>()
        .ReceiveReminder(TrainingScheduleGrain.LookReminder, default);
}
