using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Messaging;
using Orleans.Streams;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>One stream as one silo or client sees it.</summary>
internal sealed class MemoryStream<T>(StreamHub hub, StreamId streamId, CallEndpoint endpoint) : IAsyncStream<T>
{
    public StreamId StreamId => streamId;

    public string ProviderName => hub.Provider;

    public bool IsRewindable => false;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        if (endpoint.Silo is { CanCall: false } silo)
            return Task.FromException(silo.CannotCallException());
        hub.Publish(streamId, item, endpoint);
        return Task.CompletedTask;
    }

    public async Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        foreach (var item in batch)
            await OnNextAsync(item, token);
    }

    public Task OnCompletedAsync() => throw new NotSupportedException("A memory stream has no end.");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("A memory stream carries no errors.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) =>
        SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        RefuseToken(token);
        var items = new ItemObserver<T>(observer);
        if (RuntimeContext.Current is not Activation activation)
        {
            var outside = new StreamSubscription(streamId, Guid.NewGuid(), null) { Observer = items };
            hub.Add(outside);
            return Handle(outside);
        }

        var subscription = hub.FindImplicit(streamId, activation.GrainId);
        if (subscription is null)
        {
            subscription = new StreamSubscription(streamId, Guid.NewGuid(), activation.GrainId);
            hub.Add(subscription);
        }

        ObserverTable.Of(activation).Attach(subscription.Id, items);
        return Handle(subscription);
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var grain = (RuntimeContext.Current as Activation)?.GrainId;
        var all = hub.FindExplicit(streamId, grain);
        if (grain is { } id && hub.FindImplicit(streamId, id) is { } implied)
            all.Add(implied);
        return Task.FromResult<IList<StreamSubscriptionHandle<T>>>(
            [.. all.Select(subscription => new SubscriptionHandle<T>(hub, subscription))]);
    }

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : streamId.CompareTo(other.StreamId);

    public bool Equals(IAsyncStream<T>? other) =>
        other is not null && streamId == other.StreamId && ProviderName == other.ProviderName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => streamId.GetHashCode();

    internal static void RefuseToken(StreamSequenceToken? token)
    {
        if (token is not null)
            throw new ArgumentException("A memory stream cannot be rewound to a token.", nameof(token));
    }

    private Task<StreamSubscriptionHandle<T>> Handle(StreamSubscription subscription) =>
        Task.FromResult<StreamSubscriptionHandle<T>>(new SubscriptionHandle<T>(hub, subscription));
}
