using System.Threading.Channels;
using Ayni.GrainInterfaces.Interactions;

namespace Ayni.Gateway.Events;

/// <summary>
/// Publishes wakes behind the requests' back. Several wakes of one reader that have not gone out yet become one. A wake
/// that is dropped or fails costs time only: readers catch up from the log.
/// </summary>
internal sealed class WakePublisher(IClusterClient cluster, ILogger<WakePublisher> logger) : BackgroundService
{
    /// <summary>Readers waiting for their wake; more than these are left to their catching up.</summary>
    public const int MaxPending = 100_000;

    private const int MaxConcurrentWakes = 64;

    private readonly Lock _gate = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private Dictionary<(string Stream, string Key), long> _pending = [];
    private long _dropped;

    /// <summary>Wakes readers; returns at once and never throws.</summary>
    public void Wake(IReadOnlyDictionary<string, long> users, IReadOnlyDictionary<string, long> products)
    {
        lock (_gate)
        {
            Add(WakeStreams.Users, users);
            Add(WakeStreams.Products, products);
        }

        _signal.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in _signal.Reader.ReadAllAsync(stoppingToken))
            {
                foreach (var chunk in Take().Chunk(MaxConcurrentWakes))
                    await Task.WhenAll(chunk.Select(pair => PublishAsync(pair.Key.Stream, pair.Key.Key, pair.Value)));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the service: whoever was not woken catches up from the log.
        }
    }

    private void Add(string stream, IReadOnlyDictionary<string, long> positions)
    {
        foreach (var (key, position) in positions)
        {
            var known = _pending.GetValueOrDefault((stream, key));
            if (known > 0 || _pending.Count < MaxPending)
                _pending[(stream, key)] = Math.Max(known, position);
            else
                _dropped++;
        }
    }

    private Dictionary<(string Stream, string Key), long> Take()
    {
        long dropped;
        Dictionary<(string Stream, string Key), long> taken;
        lock (_gate)
        {
            (taken, _pending) = (_pending, []);
            (dropped, _dropped) = (_dropped, 0);
        }

        if (dropped > 0)
        {
            logger.LogWarning(
                "{Dropped} wakes dropped at {Limit} pending; their readers catch up from the log", dropped, MaxPending);
        }

        return taken;
    }

    private async Task PublishAsync(string stream, string key, long position)
    {
        try
        {
            await cluster.GetStreamProvider(WakeStreams.Provider)
                .GetStream<InteractionWake>(StreamId.Create(stream, key))
                .OnNextAsync(new InteractionWake(position));
        }
        catch (Exception exception)
        {
            // Any failure at all: the log has the event, and the reader finds it there.
            logger.LogDebug(exception, "Wake of {Stream}/{Key} at {Position} failed", stream, key, position);
        }
    }
}
