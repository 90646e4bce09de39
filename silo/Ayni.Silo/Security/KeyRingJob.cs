namespace Ayni.Silo.Security;

/// <summary>
/// Reads the register of keys before the program serves, and again and again; notes every minute which keys were used.
/// </summary>
internal sealed class KeyRingJob(KeyRing ring, AccessOptions options, TimeProvider time, ILogger<KeyRingJob> logger)
    : BackgroundService
{
    private static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastNote = TimeSpan.FromSeconds(1);

    private bool _isFailing;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ring.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await ring.NoteUsesAsync(cancellationToken).WaitAsync(LastNote, time, cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LogDebug(exception, "When keys were last used is not written down for the last minute");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var noted = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.RefreshEvery, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            var isDue = time.GetElapsedTime(noted) >= NoteEvery;
            if (isDue)
                noted = time.GetTimestamp();
            await LookAsync(isDue, stoppingToken);
        }
    }

    private async Task LookAsync(bool notes, CancellationToken cancellationToken)
    {
        try
        {
            await ring.RefreshAsync(cancellationToken);
            if (notes)
                await ring.NoteUsesAsync(cancellationToken);
            if (_isFailing)
                logger.LogWarning("The register of keys is read again");
            _isFailing = false;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (!_isFailing && !cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning(
                    "The register of keys cannot be read ({Reason}); what was read last holds for {Time}",
                    exception.Message, options.MaxStale);
            }

            _isFailing = true;
        }
    }
}
