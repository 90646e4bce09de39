using System.Security.Cryptography;
using System.Text;
using Ayni.EmbeddedEngine.Classes;
using Ayni.EmbeddedEngine.Clusters;
using Ayni.EmbeddedEngine.Messaging;
using Ayni.EmbeddedEngine.Strict;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>Streams of one provider: subscriptions, and items on their way. Items live in memory only.</summary>
internal sealed class StreamHub(string provider, ClusterRuntime cluster)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StreamId, List<StreamSubscription>> _explicit = [];
    private readonly Dictionary<StreamSubscription, StreamConsumer> _busy = [];
    private long _lastSequence;

    public string Provider => provider;

    public void Publish(StreamId stream, object? value, CallEndpoint origin)
    {
        if (cluster.IsStrict)
            value = MessageCopier.Copy(value, $"an item of stream {stream}");
        if (cluster.Faults?.LosesStreamItem(stream) == true)
            return;
        var begun = new List<StreamConsumer>();
        lock (_gate)
        {
            var item = new StreamItem(value, new ItemToken(++_lastSequence));
            foreach (var subscription in SubscriptionsOf(stream))
            {
                if (!_busy.TryGetValue(subscription, out var consumer))
                {
                    _busy[subscription] = consumer = new StreamConsumer(this, subscription, origin);
                    begun.Add(consumer);
                }

                consumer.Items.Enqueue(item);
            }
        }

        foreach (var consumer in begun)
            consumer.Begin();
    }

    /// <summary>The next item of a consumer; false ends it, so that idle streams cost nothing.</summary>
    public bool TryTake(StreamSubscription subscription, StreamConsumer consumer, out StreamItem? item)
    {
        lock (_gate)
        {
            if (consumer.Items.TryDequeue(out item))
                return true;
            _busy.Remove(subscription);
            return false;
        }
    }

    /// <summary>The implicit subscription of a grain to a stream, if its class has one and the keys agree.</summary>
    public StreamSubscription? FindImplicit(StreamId stream, GrainId grain)
    {
        var grainClass = GrainClassMap.Default.Get(grain.Type);
        return IsSubscribed(grainClass, stream) && ConsumerOf(grainClass, stream) == grain
            ? new(stream, IdOf(stream, grain), grain)
            : null;
    }

    public List<StreamSubscription> FindExplicit(StreamId stream, GrainId? grain)
    {
        lock (_gate)
        {
            return _explicit.TryGetValue(stream, out var all)
                ? all.FindAll(subscription => subscription.Grain == grain)
                : [];
        }
    }

    public void Add(StreamSubscription subscription)
    {
        lock (_gate)
        {
            if (!_explicit.TryGetValue(subscription.StreamId, out var all))
                _explicit[subscription.StreamId] = all = [];
            all.RemoveAll(one => one.Id == subscription.Id);
            all.Add(subscription);
        }
    }

    public void Remove(StreamSubscription subscription)
    {
        lock (_gate)
        {
            if (_explicit.TryGetValue(subscription.StreamId, out var all)
                && all.RemoveAll(one => one.Id == subscription.Id) > 0
                && all.Count == 0)
            {
                _explicit.Remove(subscription.StreamId);
            }
        }
    }

    public TimeProvider TimeFor(CallEndpoint origin) =>
        EndpointFor(origin).Silo?.StreamTime ?? origin.Time;

    /// <summary>Where items are sent from: where they were published, or another silo once that one is gone.</summary>
    public CallEndpoint EndpointFor(CallEndpoint origin) =>
        origin.Silo is { CanCall: true } || cluster.ActiveSilos.Count == 0 ? origin : cluster.ActiveSilos[0].Endpoint;

    private static bool IsSubscribed(GrainClass grainClass, StreamId stream) =>
        grainClass.Subscriptions.Any(one => one.Matches(stream.GetNamespace()));

    private static GrainId ConsumerOf(GrainClass grainClass, StreamId stream)
    {
        var key = stream.GetKeyAsString();
        var span = typeof(IGrainWithIntegerKey).IsAssignableFrom(grainClass.Type)
            && long.TryParse(key, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? GrainIdKeyExtensions.CreateIntegerKey(number)
            : IdSpan.Create(key);
        return GrainId.Create(grainClass.GrainType, span);
    }

    /// <summary>The same id for every activation of the grain.</summary>
    private static Guid IdOf(StreamId stream, GrainId grain) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{stream} {grain}")).AsSpan(0, 16));

    private IEnumerable<StreamSubscription> SubscriptionsOf(StreamId stream)
    {
        foreach (var grainClass in GrainClassMap.Default.Subscribers)
        {
            if (!IsSubscribed(grainClass, stream))
                continue;
            var grain = ConsumerOf(grainClass, stream);
            yield return new(stream, IdOf(stream, grain), grain);
        }

        if (_explicit.TryGetValue(stream, out var all))
        {
            foreach (var subscription in all)
                yield return subscription;
        }
    }
}
