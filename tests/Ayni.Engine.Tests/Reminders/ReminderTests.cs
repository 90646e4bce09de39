namespace Ayni.Engine.Tests.Reminders;

[Collection(ClockedCollection.Name)]
public sealed class ReminderTests(ClockedCluster engine)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _key = Probe.NewKey();

    private IReminderTestGrain Grain => engine.Grains.GetGrain<IReminderTestGrain>(_key);

    [Fact]
    public async Task Reminder_Registered_TicksAndSaysItsPeriod()
    {
        await Grain.Register("daily", Minute, 2 * Minute);

        await TickAsync(1);
        await TickAsync(2);
        await Grain.Unregister("daily");

        Assert.Equal("daily 00:02:00", Probe.Noted(_key)[0]);
    }

    [Fact]
    public async Task Reminder_GrainNotActive_ActivatesIt()
    {
        await Grain.Register("daily", Minute, Minute);
        await Grain.Leave();
        await Probe.Signalled($"{_key} disposed");

        await TickAsync(1);
        await Grain.Unregister("daily");
    }

    [Fact]
    public async Task Reminder_Unregistered_IsGone()
    {
        await Grain.Register("daily", Minute, Minute);
        var before = (await Grain.Has("daily"), await Grain.GetCount());
        await Grain.Unregister("daily");

        Assert.Equal((true, 1), before);
        Assert.Equal((false, 0), (await Grain.Has("daily"), await Grain.GetCount()));
    }

    [Fact]
    public async Task Register_PeriodTooShort_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => Grain.Register("daily", Minute, TimeSpan.FromSeconds(1)));

    private async Task TickAsync(int number)
    {
        while (Probe.Counted($"{_key} ticks") < number)
        {
            ClockedCluster.Clock.Advance(Minute);
            await Grain.Ping();
        }
    }
}
