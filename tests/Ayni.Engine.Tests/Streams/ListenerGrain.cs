using Orleans.Runtime;
using Orleans.Streams;

namespace Ayni.Engine.Tests.Streams;

public sealed class ListenerGrain : Grain, IListenerGrain
{
    public const string Namespace = "news";

    public Task Listen(string stream) => Stream(stream).SubscribeAsync((wake, _) =>
    {
        Probe.Signal($"{this.GetPrimaryKeyString()} {wake.From} {wake.Number}");
        return Task.CompletedTask;
    });

    public async Task StopListening(string stream)
    {
        foreach (var handle in await Stream(stream).GetAllSubscriptionHandles())
            await handle.UnsubscribeAsync();
    }

    public async Task<int> GetSubscriptionCount(string stream) =>
        (await Stream(stream).GetAllSubscriptionHandles()).Count;

    public Task Publish(string stream, Wake wake) => Stream(stream).OnNextAsync(wake);

    public Task PublishWake(string key, Wake wake) => this.GetStreamProvider(EngineCluster.StreamProvider)
        .GetStream<Wake>(StreamId.Create(WokenGrain.Namespace, key)).OnNextAsync(wake);

    private IAsyncStream<Wake> Stream(string key) => this.GetStreamProvider(EngineCluster.StreamProvider)
        .GetStream<Wake>(StreamId.Create(Namespace, key));
}
