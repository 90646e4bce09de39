using Ayni.Storage;

namespace Ayni.Silo.Hosting;

/// <summary>
/// Before any other service starts: makes sure that nobody else serves this data directory, then brings the schema up.
/// </summary>
internal sealed class StorageStartup(AyniSiloOptions options, IStorageInitializer initializer)
    : IHostedLifecycleService, IDisposable
{
    private DataDirectoryLock? _directoryLock;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Postgres is null)
            _directoryLock = DataDirectoryLock.Take(options.DataDirectory);
        await initializer.InitializeAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _directoryLock?.Dispose();
        _directoryLock = null;
    }
}
