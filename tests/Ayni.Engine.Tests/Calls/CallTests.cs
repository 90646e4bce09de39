using System.Collections.Immutable;
using Orleans.Runtime;

namespace Ayni.Engine.Tests.Calls;

[Collection(EngineCollection.Name)]
public sealed class CallTests(EngineCluster engine)
{
    private readonly string _key = Probe.NewKey();

    private ICallGrain Grain => engine.Grains.GetGrain<ICallGrain>(_key);

    [Fact]
    public async Task Call_FirstOne_ActivatesGrainWithItsKey() => Assert.Equal(_key, await Grain.WhoAreYou());

    [Fact]
    public async Task Call_SameKey_ReachesSameActivation()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Grain.GetActivation()));

        Assert.Single(found.Distinct());
    }

    [Fact]
    public async Task Call_OtherKey_ReachesOtherActivation() => Assert.NotEqual(
        await Grain.GetActivation(), await engine.Grains.GetGrain<ICallGrain>(Probe.NewKey()).GetActivation());

    [Theory]
    [InlineData(0L)]
    [InlineData(42L)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    public async Task Call_IntegerKey_IsReadBack(long key) =>
        Assert.Equal(key, await engine.Grains.GetGrain<INumberedGrain>(key).GetKey());

    [Fact]
    public async Task Call_GuidKey_IsReadBack()
    {
        var key = Guid.NewGuid();

        Assert.Equal(key, await engine.Grains.GetGrain<IGuidGrain>(key).GetKey());
    }

    [Fact]
    public async Task Call_ValueTask_ReturnsValue() => Assert.Equal(42, await Grain.Twice(21));

    [Fact]
    public async Task Call_RecordArgument_ComesBackEqual()
    {
        var sent = new Parcel { Name = "quinua", Numbers = [1, 2, 3], Day = DayOfWeek.Friday };

        var back = await Grain.Echo(sent);

        Assert.Equal(("quinua", DayOfWeek.Friday), (back.Name, back.Day));
        Assert.Equal<int>([1, 2, 3], back.Numbers);
    }

    [Fact]
    public async Task Call_NullArgument_ComesBackNull() => Assert.Null(await Grain.EchoText(null));

    [Fact]
    public async Task Call_GrainThrows_CallerGetsTypeMessageAndMembers()
    {
        var thrown = await Assert.ThrowsAsync<ShopException>(() => Grain.Fail("no quinua left"));

        Assert.Equal(("no quinua left", "sold_out"), (thrown.Message, thrown.Code));
        Assert.Contains(nameof(CallGrain.Fail), thrown.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_GrainThrowsAfterAwait_CallerGetsIt() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Grain.FailLate(7));

    [Fact]
    public async Task Call_AfterOneFailed_GoesToSameActivation()
    {
        var before = await Grain.GetActivation();
        await Assert.ThrowsAsync<ShopException>(() => Grain.Fail("once"));

        Assert.Equal(before, await Grain.GetActivation());
    }

    [Fact]
    public async Task Call_GrainHangs_CallerGetsTimeoutException()
    {
        var release = $"{_key} release";
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.HangShortly(release));

        Probe.Signal(release);
    }

    [Fact]
    public async Task Call_TokenCancelled_CallerAndGrainSeeIt()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.WaitForToken(source.Token);
        await Probe.Signalled($"{_key} waits");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Probe.Signalled($"{_key} was cancelled");
    }

    [Fact]
    public async Task Call_TokenCancelledBefore_IsNotMade()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Grain.WaitForToken(new CancellationToken(true)));

        Assert.Equal(_key, await Grain.WhoAreYou());
    }

    [Fact]
    public async Task Call_OneWay_ReturnsAtOnceAndHidesFailure()
    {
        var signal = $"{_key} notified";

        await Grain.Notify(signal);

        await Probe.Signalled(signal);
    }

    [Fact]
    public async Task Call_RequestContext_Travels()
    {
        RequestContext.Set("who", "llama");
        try
        {
            Assert.Equal("llama", await Grain.GetRequestValue("who"));
            Assert.Null(await Grain.GetRequestValue("other"));
        }
        finally
        {
            RequestContext.Clear();
        }

        Assert.Null(await Grain.GetRequestValue("who"));
    }

    [Fact]
    public async Task Call_FromGrainToGrain_Works()
    {
        var other = Probe.NewKey();

        Assert.Equal(other, await Grain.AskOther(other));
    }

    [Fact]
    public async Task Call_ReferenceAsArgument_CanBeCalled()
    {
        var other = Probe.NewKey();

        Assert.Equal(other, await Grain.Call(engine.Grains.GetGrain<ICallGrain>(other)));
    }

    [Fact]
    public void GetGrain_SameKey_IsEqual()
    {
        var other = engine.Grains.GetGrain<ICallGrain>(Probe.NewKey());

        Assert.Equal(Grain, engine.Grains.GetGrain<ICallGrain>(_key));
        Assert.NotEqual(Grain, other);
        Assert.Equal(_key, Grain.GetPrimaryKeyString());
        Assert.Equal(Grain.GetGrainId(), engine.Grains.GetGrain<ICallGrain>(_key).GetGrainId());
        Assert.Equal($"call/{_key}", Grain.GetGrainId().ToString());
    }

    [Fact]
    public async Task Call_Many_AllAnswered()
    {
        var keys = Enumerable.Range(0, 200).Select(_ => Probe.NewKey()).ToImmutableArray();

        var answers = await Task.WhenAll(keys.Select(key => engine.Grains.GetGrain<ICallGrain>(key).WhoAreYou()));

        Assert.Equal(keys, answers);
    }
}
