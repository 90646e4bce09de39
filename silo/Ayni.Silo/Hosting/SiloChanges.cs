using System.Collections.Concurrent;

namespace Ayni.Silo.Hosting;

/// <summary>
/// Says in one line that another silo is gone, left or joined. What the runtime itself says of a silo that is gone are
/// dozens of warnings with stacks, one for each probe and each call that was lost.
/// </summary>
internal sealed partial class SiloChanges(ISiloStatusOracle oracle, ILogger<SiloChanges> logger)
    : IHostedService, ISiloStatusListener
{
    private readonly ILogger _logger = logger;

    // Silos that said they would go; bounded by the silos that are seen to stop.
    private readonly ConcurrentDictionary<SiloAddress, bool> _leaving = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        oracle.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        oracle.UnSubscribeFromSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (updatedSilo.Equals(oracle.SiloAddress))
            return;
        switch (status)
        {
            case SiloStatus.Active:
                LogJoined(updatedSilo);
                break;
            case SiloStatus.ShuttingDown or SiloStatus.Stopping:
                if (_leaving.TryAdd(updatedSilo, true))
                    LogLeaving(updatedSilo);
                break;
            case SiloStatus.Dead when !_leaving.TryRemove(updatedSilo, out _):
                LogGone(updatedSilo);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Address} joined.")]
    private partial void LogJoined(SiloAddress address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Address} leaves.")]
    private partial void LogLeaving(SiloAddress address);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Silo {Address} is gone: killed, cut off or at a standstill. Its grains move to the other silos.")]
    private partial void LogGone(SiloAddress address);
}
