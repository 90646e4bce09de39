using Ayni.EmbeddedEngine.Activations;
using Orleans.Streams;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>A subscription as its consumer holds it.</summary>
internal sealed class SubscriptionHandle<T>(StreamHub hub, StreamSubscription subscription)
    : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => subscription.StreamId;

    public override string ProviderName => hub.Provider;

    public override Guid HandleId => subscription.Id;

    public override Task UnsubscribeAsync()
    {
        hub.Remove(subscription);
        if (RuntimeContext.Current is Activation activation)
            ObserverTable.Of(activation).Detach(subscription.Id);
        return Task.CompletedTask;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        MemoryStream<T>.RefuseToken(token);
        var items = new ItemObserver<T>(observer);
        if (RuntimeContext.Current is Activation activation)
            ObserverTable.Of(activation).Attach(subscription.Id, items);
        else
            hub.Add(subscription with { Observer = items });
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && HandleId == other.HandleId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();
}
