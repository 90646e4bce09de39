using Orleans.Storage;

namespace Ayni.Engine.Tests.State;

[Collection(EngineCollection.Name)]
public sealed class StateTests(EngineCluster engine)
{
    private readonly string _key = Probe.NewKey();

    private IBasketGrain Grain => engine.Grains.GetGrain<IBasketGrain>(_key);

    [Fact]
    public async Task State_NeverWritten_IsNew()
    {
        var view = await Grain.Get();

        Assert.Empty(view.Products);
        Assert.Equal((0, false, null), (view.Total, view.Exists, view.Etag));
    }

    [Fact]
    public async Task State_Written_OutlivesActivation()
    {
        var before = await Grain.GetActivation();
        await Grain.Put("quinua", write: true);
        await LeaveAsync();

        var view = await Grain.Get();

        Assert.NotEqual(before, await Grain.GetActivation());
        Assert.Equal<string>(["quinua"], view.Products);
        Assert.True(view.Exists);
        Assert.NotNull(view.Etag);
        Assert.False(view.OtherExists);
    }

    [Fact]
    public async Task State_NotWritten_IsForgotten()
    {
        await Grain.Put("quinua", write: true);
        await Grain.Put("maca", write: false);
        await LeaveAsync();

        Assert.Equal<string>(["quinua"], (await Grain.Get()).Products);
    }

    [Fact]
    public async Task State_OtherStorage_IsSeparate()
    {
        await Grain.PutElsewhere("maca");

        var view = await Grain.Get();

        Assert.Empty(view.Products);
        Assert.Equal((false, true), (view.Exists, view.OtherExists));
    }

    [Fact]
    public async Task State_ReadAgain_DropsChanges()
    {
        await Grain.Put("quinua", write: true);
        await Grain.Put("maca", write: false);
        await Grain.Reread();

        Assert.Equal<string>(["quinua"], (await Grain.Get()).Products);
    }

    [Fact]
    public async Task State_Cleared_IsNew()
    {
        await Grain.Put("quinua", write: true);
        await Grain.Clear();

        var view = await Grain.Get();

        Assert.Empty(view.Products);
        Assert.False(view.Exists);
    }

    [Fact]
    public async Task State_EtagReplaced_WriteIsRefusedAndActivationEnds()
    {
        await Grain.Put("quinua", write: true);
        var before = await Grain.GetActivation();

        await Assert.ThrowsAsync<InconsistentStateException>(Grain.WriteStale);

        Assert.NotEqual(before, await Grain.GetActivation());
        Assert.Equal(100, (await Grain.Get()).Total);
    }

    [Fact]
    public async Task State_UnknownStorage_CallerIsTold()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            engine.Grains.GetGrain<ILostStateGrain>(_key).Ping);

        Assert.IsType<BadProviderConfigException>(thrown.GetBaseException());
    }

    private async Task LeaveAsync()
    {
        await Grain.Leave();
        await Probe.Signalled($"{_key} disposed");
    }
}
