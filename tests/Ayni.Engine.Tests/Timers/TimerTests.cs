namespace Ayni.Engine.Tests.Timers;

[Collection(ClockedCollection.Name)]
public sealed class TimerTests(ClockedCluster engine)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _key = Probe.NewKey();

    private ITimerGrain Grain => engine.Grains.GetGrain<ITimerGrain>(_key);

    [Fact]
    public async Task Timer_ByItsPeriod_TicksAlsoAfterFailure()
    {
        await Grain.Start(Minute, Minute, interleave: false);

        for (var tick = 1; tick <= 4; tick++)
            await TickAsync(tick);
    }

    [Fact]
    public async Task Timer_BeforeDue_DoesNotTick()
    {
        await Grain.Start(Minute, Minute, interleave: false);

        ClockedCluster.Clock.Advance(TimeSpan.FromSeconds(59));
        await Grain.Ping();

        Assert.Equal(0, Probe.Counted(_key));
    }

    [Fact]
    public async Task Timer_GrainBusy_TickWaits()
    {
        var release = $"{_key} release";
        await Grain.Start(Minute, Minute, interleave: false);
        var work = Grain.WorkUntil(release);
        await Probe.Signalled($"{_key} works");

        ClockedCluster.Clock.Advance(Minute);
        var counted = Probe.Counted(_key);
        Probe.Signal(release);
        await work;

        Assert.Equal(0, counted);
        await Probe.Signalled($"{_key} tick 1");
    }

    [Fact]
    public async Task Timer_GrainBusyButInterleaving_Ticks()
    {
        var release = $"{_key} release";
        await Grain.Start(Minute, Minute, interleave: true);
        var work = Grain.WorkUntil(release);
        await Probe.Signalled($"{_key} works");

        ClockedCluster.Clock.Advance(Minute);
        await Probe.Signalled($"{_key} tick 1");

        Probe.Signal(release);
        await work;
    }

    [Fact]
    public async Task Timer_Disposed_TicksNoMore()
    {
        await Grain.Start(Minute, Minute, interleave: false);
        await TickAsync(1);
        await Grain.StopTimer();
        var ticks = Probe.Counted(_key);

        ClockedCluster.Clock.Advance(10 * Minute);
        await Grain.Ping();

        Assert.Equal(ticks, Probe.Counted(_key));
    }

    [Fact]
    public async Task Timer_Changed_TicksByNewTimes()
    {
        await Grain.Start(Minute, Minute, interleave: false);
        await Grain.Change(3 * Minute, Minute);

        ClockedCluster.Clock.Advance(2 * Minute);
        await Grain.Ping();
        var counted = Probe.Counted(_key);
        await TickAsync(1);

        Assert.Equal(0, counted);
    }

    [Fact]
    public async Task Timer_ActivationEnds_TicksNoMore()
    {
        await Grain.Start(Minute, Minute, interleave: false);
        await Grain.Leave();
        await Probe.Signalled($"{_key} deactivated");

        ClockedCluster.Clock.Advance(3 * Minute);
        await Grain.Ping();

        Assert.Equal(0, Probe.Counted(_key));
    }

    /// <summary>The next tick is timed when the one before has ended, so the clock may have to move again.</summary>
    private async Task TickAsync(int number)
    {
        while (Probe.Counted(_key) < number)
        {
            ClockedCluster.Clock.Advance(Minute);
            await Grain.Ping();
        }
    }
}
