using Ayni.Grains.Catalog;
using Ayni.Grains.Following;
using Ayni.Grains.Training;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Answering;

/// <summary>
/// Has this silo hold the parts of the catalogue that membership gives it: new ones are loaded, and one that goes to
/// another silo is held until all who are to hold it have it, so that somebody always answers for it.
/// </summary>
internal sealed partial class SliceKeeper(
    CatalogIndex index,
    SliceHoldings holdings,
    SliceServices services,
    IndexOptions options,
    FollowingOptions following,
    TimeProvider time,
    ILogger<SliceKeeper> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _keeping = Task.CompletedTask;
    private bool _isFailing;

    /// <summary>One pass.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken = default)
    {
        foreach (var (table, partition) in await index.KeepPlacedAsync())
        {
            if (await IsHeldElsewhereAsync(table, partition, cancellationToken))
                table.Release(partition);
        }
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        if (!holdings.IsSliced || !following.RunsByItself)
            return;
        lifecycle.Subscribe(
            nameof(SliceKeeper),
            ServiceLifecycleStage.Active + 1,
            _ =>
            {
                _keeping = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
                return Task.CompletedTask;
            },
            async _ =>
            {
                await _stopping.CancelAsync();
                await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            });
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task<bool> IsHeldElsewhereAsync(
        IndexTable table, int partition, CancellationToken cancellationToken)
    {
        foreach (var silo in holdings.HoldersOf(partition))
        {
            var held = await services.Of(silo).Held(SliceKey.Of(table, [partition]), cancellationToken);
            if (held.Length == 0)
                return false;
        }

        return true;
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.PlacementInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await KeepAsync(stoppingToken);
                _isFailing = false;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                if (!_isFailing)
                    LogCannotKeep(TransientFaults.IsTransient(fault) ? fault.Message : fault.ToString());
                _isFailing = true;
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Parts of the catalogue cannot be moved ({Reason}); those held are kept. Trying again.")]
    private partial void LogCannotKeep(string reason);
}
