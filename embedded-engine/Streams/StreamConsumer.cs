using Ayni.EmbeddedEngine.Messaging;
using Ayni.EmbeddedEngine.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>
/// Brings the items of one stream to one consumer, in order, the next after the one before was taken. An item that
/// fails is tried again for a while, then given up and reported to the observer.
/// </summary>
internal sealed class StreamConsumer(StreamHub hub, StreamSubscription subscription, CallEndpoint origin)
{
    private static readonly TimeSpan MaxDeliveryTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    private readonly TurnQueue _turns = new(origin.Cluster.Dispatcher, null);

    /// <summary>Guarded by the hub's lock.</summary>
    public Queue<StreamItem> Items { get; } = new();

    public void Begin() => _ = _turns.RunAsync(PumpAsync);

    private async Task PumpAsync()
    {
        while (hub.TryTake(subscription, this, out var item))
            await DeliverWithRetryAsync(item!);
    }

    private async Task DeliverWithRetryAsync(StreamItem item)
    {
        var time = hub.TimeFor(origin);
        var start = time.GetTimestamp();
        var backoff = FirstBackoff;
        while (true)
        {
            try
            {
                await DeliverAsync(observer => observer.OnNextAsync(item));
                return;
            }
            catch (Exception exception)
            {
                var logger = origin.Silo?.Logger ?? NullLogger.Instance;
                logger.LogWarning(
                    exception, "Item {Token} of stream {Stream} was not taken", item.Token, subscription.StreamId);
                if (time.GetElapsedTime(start) + backoff > MaxDeliveryTime)
                {
                    await ReportLossAsync(exception, logger);
                    return;
                }
            }

            await Task.Delay(backoff, time);
            backoff *= 2;
        }
    }

    private async Task ReportLossAsync(Exception exception, ILogger logger)
    {
        try
        {
            await DeliverAsync(observer => observer.OnErrorAsync(exception));
        }
        catch (Exception second)
        {
            logger.LogWarning(second, "An observer of stream {Stream} failed in OnErrorAsync", subscription.StreamId);
        }
    }

    private Task DeliverAsync(Func<ItemObserver, Task> deliver)
    {
        if (subscription.Observer is { } observer)
            return deliver(observer);
        var delivery = new StreamDelivery(subscription, deliver);
        origin.Cluster.Send(delivery, subscription.Grain!.Value, hub.EndpointFor(origin));
        return delivery.Task;
    }
}
