using Orleans.Runtime;
using Orleans.Streams;

namespace Ayni.Engine.Tests.Streams;

[Collection(EngineCollection.Name)]
public sealed class StreamTests(EngineCluster engine)
{
    private readonly string _key = Probe.NewKey();

    private IListenerGrain Listener => engine.Grains.GetGrain<IListenerGrain>(_key);

    [Fact]
    public async Task Publish_ImplicitSubscription_ActivatesGrainWithKeyOfStream()
    {
        await Wakes(_key).OnNextAsync(new Wake("test", 1));

        await Probe.Signalled($"{_key} test 1");
    }

    [Fact]
    public async Task Publish_ManyItems_ArriveInOrderOfEachStream()
    {
        const int count = 100;
        var keys = Enumerable.Range(0, 4).Select(_ => Probe.NewKey()).ToArray();

        await Task.WhenAll(keys.Select(async key =>
        {
            for (var i = 1; i <= count; i++)
                await Wakes(key).OnNextAsync(new Wake("test", i));
        }));

        foreach (var key in keys)
        {
            await Probe.Signalled($"{key} test {count}");
            Assert.Equal(Enumerable.Range(1, count).Select(i => $"{i}"), Probe.Noted($"{key} test"));
        }
    }

    [Fact]
    public async Task Publish_ObserverFailsOnce_ItemComesAgain()
    {
        await Wakes(_key).OnNextAsync(new Wake("stubborn", 1));
        await Wakes(_key).OnNextAsync(new Wake("stubborn", 2));

        await Probe.Signalled($"{_key} stubborn 2");
        Assert.Equal(["1", "1", "2"], Probe.Noted($"{_key} stubborn"));
    }

    [Fact]
    public async Task Subscribe_Explicit_GetsItemsOfThatStream()
    {
        await Listener.Listen(_key);
        await Listener.Publish($"other {_key}", new Wake("other", 1));
        await Listener.Publish(_key, new Wake("test", 1));

        await Probe.Signalled($"{_key} test 1");
        Assert.Equal(1, await Listener.GetSubscriptionCount(_key));
    }

    [Fact]
    public async Task Unsubscribe_LastHandle_LeavesNone()
    {
        await Listener.Listen(_key);
        await Listener.StopListening(_key);

        Assert.Equal(0, await Listener.GetSubscriptionCount(_key));
    }

    [Fact]
    public async Task Subscribe_Client_GetsItems()
    {
        var news = engine.Cluster.Client.GetStreamProvider(EngineCluster.StreamProvider)
            .GetStream<Wake>(StreamId.Create(ListenerGrain.Namespace, _key));
        var handle = await news.SubscribeAsync((wake, _) =>
        {
            Probe.Signal($"{_key} client {wake.Number}");
            return Task.CompletedTask;
        });

        await Listener.Publish(_key, new Wake("test", 7));

        await Probe.Signalled($"{_key} client 7");
        await handle.UnsubscribeAsync();
    }

    [Fact]
    public void GetStreamProvider_Unknown_IsRefused() => Assert.Throws<KeyNotFoundException>(
        () => engine.Cluster.Client.GetStreamProvider("nowhere"));

    [Fact]
    public void StreamId_Parts_AreReadBack()
    {
        var id = StreamId.Create("wakes", "17850");

        Assert.Equal(("wakes", "17850"), (id.GetNamespace(), id.GetKeyAsString()));
        Assert.Equal("wakes/17850", id.ToString());
        Assert.Equal(id, StreamId.Create("wakes", 17850));
        Assert.NotEqual(id, StreamId.Create("wakes", "1"));
    }

    private IAsyncStream<Wake> Wakes(string key) => engine.Cluster.Client
        .GetStreamProvider(EngineCluster.StreamProvider)
        .GetStream<Wake>(StreamId.Create(WokenGrain.Namespace, key));
}
