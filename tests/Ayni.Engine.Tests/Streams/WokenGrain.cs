using Orleans.Runtime;
using Orleans.Streams;

namespace Ayni.Engine.Tests.Streams;

[ImplicitStreamSubscription(Namespace)]
public sealed class WokenGrain : Grain, IWokenGrain
{
    public const string Namespace = "wakes";

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        await this.GetStreamProvider(EngineCluster.StreamProvider)
            .GetStream<Wake>(StreamId.Create(Namespace, Key))
            .SubscribeAsync(OnWakeAsync);

    public Task Ping() => Task.CompletedTask;

    private async Task OnWakeAsync(Wake wake, StreamSequenceToken? token)
    {
        await Task.Yield();
        Probe.Note($"{Key} {wake.From}", $"{wake.Number}");
        Probe.Signal($"{Key} {wake.From} {wake.Number}");
        if (wake.From == "stubborn" && Probe.Count($"{Key} tries") == 1)
            throw new InvalidOperationException("Try again.");
    }
}
