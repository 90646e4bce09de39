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
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            engine.Grains.GetGrain<IUnbuildableGrain>(_key).Ping);

        Assert.Equal("broken", Assert.IsType<Calls.ShopException>(thrown.GetBaseException()).Code);
    }

    [Fact]
    public async Task ForceActivationCollection_IdleLongerThanAge_Deactivates()
    {
        var kept = engine.Grains.GetGrain<ILifeGrain>($"kept {_key}");
        await kept.KeepFor(TimeSpan.FromHours(10));
        await Grain.GetActivation();

        await engine.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        await Probe.Signalled($"{_key} disposed");

        Assert.Equal(["activated", "deactivated ActivationIdle"], Probe.Noted(_key));
        Assert.Equal(["activated"], Probe.Noted($"kept {_key}"));
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
}
