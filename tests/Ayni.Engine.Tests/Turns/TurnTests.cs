namespace Ayni.Engine.Tests.Turns;

[Collection(EngineCollection.Name)]
public sealed class TurnTests(EngineCluster engine)
{
    private readonly string _key = Probe.NewKey();

    private ITurnGrain Grain => engine.Grains.GetGrain<ITurnGrain>(_key, typeof(TurnGrain).FullName);

    private IReentrantTurnGrain Reentrant => engine.Grains.GetGrain<IReentrantTurnGrain>(_key);

    [Fact]
    public async Task Requests_NotReentrant_RunOneAfterAnother()
    {
        Probe.Signal($"{_key} b may end");
        var a = Grain.Work("a");
        await Probe.Signalled($"{_key} a begins");
        var b = Grain.Work("b");
        Probe.Signal($"{_key} a may end");
        await Task.WhenAll(a, b);

        Assert.Equal(["a begins", "a ends", "b begins", "b ends"], Probe.Noted(_key));
    }

    [Fact]
    public async Task Requests_Reentrant_InterleaveAtAwaits()
    {
        Probe.Signal($"{_key} b may end");
        var a = Reentrant.Work("a");
        await Probe.Signalled($"{_key} a begins");
        await Reentrant.Work("b");
        Probe.Signal($"{_key} a may end");
        await a;

        Assert.Equal(["a begins", "b begins", "b ends", "a ends"], Probe.Noted(_key));
    }

    [Fact]
    public async Task Requests_AlwaysInterleave_OvertakesWork()
    {
        Probe.Signal($"{_key} b may end");
        var a = Grain.Work("a");
        await Probe.Signalled($"{_key} a begins");
        await Grain.Interleave("b");
        Probe.Signal($"{_key} a may end");
        await a;

        Assert.Equal(["a begins", "b begins", "b ends", "a ends"], Probe.Noted(_key));
    }

    [Fact]
    public async Task Requests_ReadOnly_RunTogetherButNotWithWork()
    {
        foreach (var name in new[] { "b", "c" })
            Probe.Signal($"{_key} {name} may end");
        var a = Grain.Read("a");
        await Probe.Signalled($"{_key} a begins");
        await Grain.Read("b");
        var c = Grain.Work("c");
        Probe.Signal($"{_key} a may end");
        await Task.WhenAll(a, c);

        Assert.Equal(["a begins", "b begins", "b ends", "a ends", "c begins", "c ends"], Probe.Noted(_key));
    }

    [Fact]
    public async Task Turns_ManyReentrantRequests_NeverOverlap()
    {
        const int count = 2_000;

        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(Reentrant.Add)));

        Assert.Equal(count, await Reentrant.GetSum());
    }

    [Fact]
    public async Task Turns_AfterAwait_StayOnSchedulerOfActivation() => Assert.True(await Grain.RunsOnOwnScheduler());

    [Fact]
    public async Task Requests_CallChainComesBack_WaitsForEver()
    {
        var other = engine.Grains.GetGrain<ITurnGrain>(Probe.NewKey(), typeof(TurnGrain).FullName);

        await Assert.ThrowsAsync<TimeoutException>(() => Grain.CallBack(other, allow: false));
    }

    [Fact]
    public async Task Requests_CallChainComesBackAllowed_Runs()
    {
        var other = engine.Grains.GetGrain<ITurnGrain>(Probe.NewKey(), typeof(TurnGrain).FullName);

        await Grain.CallBack(other, allow: true);
    }
}
