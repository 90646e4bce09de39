using Orleans.Runtime;

namespace Ayni.Engine.Tests.Lifecycle;

[Collection(EngineCollection.Name)]
public sealed class LifecycleTests(EngineCluster engine)
{
    private readonly string _key = Probe.NewKey();

    private ILifeGrain Grain => engine.Grains.GetGrain<ILifeGrain>(_key);

    [Fact]
    public async Task Activation_BeforeFirstRequest_IsComplete()
    {
        await Grain.GetActivation();

        Assert.Equal(["activated"], Probe.Noted(_key));
    }

    [Fact]
    public async Task DeactivateOnIdle_NextCall_ReachesNewActivation()
    {
        var before = await Grain.GetActivation();
        await Grain.Leave();
        await Probe.Signalled($"{_key} disposed");

        Assert.NotEqual(before, await Grain.GetActivation());
        Assert.Equal(["activated", "deactivated ApplicationRequested", "activated"], Probe.Noted(_key));
    }

    [Fact]
    public async Task DeactivateOnIdle_WhileBusy_LetsWorkEndAndMovesWaitingCalls()
    {
        var before = await Grain.GetActivation();
        var release = $"{_key} release";
        var work = Grain.LeaveWhileBusy(release);
        await Probe.Signalled($"{_key} leaves");
        var waiting = Grain.GetActivation();
        Probe.Signal(release);
        await work;

        Assert.NotEqual(before, await waiting);
        Assert.Equal(
            ["activated", "work done", "deactivated ApplicationRequested", "activated"], Probe.Noted(_key));
    }

    [Fact]
    public async Task Activation_Fails_CallerGetsExceptionAndNextCallTriesAgain()
    {
        var grain = engine.Grains.GetGrain<ILifeGrain>($"fails {_key}");

        var thrown = await Assert.ThrowsAsync<Calls.ShopException>(grain.GetActivation);

        Assert.Equal("closed", thrown.Code);
        Assert.NotEqual(Guid.Empty, await grain.GetActivation());
    }

    [Fact]
    public async Task Activation_ConstructorThrows_CallerGetsException()
    {
        var thrown = await Assert.ThrowsAsync<Calls.ShopException>(
            engine.Grains.GetGrain<IUnbuildableGrain>(_key).Ping);

        Assert.Equal("broken", thrown.Code);
    }

    [Fact]
    public async Task Collection_IdleForItsAge_Deactivates()
    {
        await Grain.GetActivation();

        await AdvanceUntilAsync($"{_key} disposed");

        Assert.Equal(["activated", "deactivated ActivationIdle"], Probe.Noted(_key));
    }

    [Fact]
    public async Task Collection_DelayedDeactivation_Stays()
    {
        var other = engine.Grains.GetGrain<ILifeGrain>($"other {_key}");
        await Grain.KeepFor(TimeSpan.FromHours(10));
        await other.GetActivation();

        await AdvanceUntilAsync($"other {_key} disposed");

        Assert.Equal(["activated"], Probe.Noted(_key));
    }

    [Fact]
    public async Task Management_ActiveGrain_IsCounted()
    {
        await Grain.GetActivation();
        var management = engine.Grains.GetGrain<IManagementGrain>(0);

        var hosts = await management.GetHosts(onlyActive: true);

        Assert.Equal(SiloStatus.Active, Assert.Single(hosts).Value);
        Assert.InRange(await management.GetTotalActivationCount(), 1, int.MaxValue);
        Assert.Contains(
            await management.GetSimpleGrainStatistics(),
            one => one.GrainType.Contains(nameof(LifeGrain), StringComparison.Ordinal) && one.ActivationCount >= 1);
    }

    /// <summary>Passes the age of idle activations, quantum by quantum as the collector looks, until it happens.</summary>
    private static async Task AdvanceUntilAsync(string signal)
    {
        var signalled = Probe.Signalled(signal);
        for (var minute = 0; minute < 60 && !signalled.IsCompleted; minute++)
        {
            EngineCluster.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(signalled, Task.Run(static () => { }));
        }

        await signalled;
    }
}
