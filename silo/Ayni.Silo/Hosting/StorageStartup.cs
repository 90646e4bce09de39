using Ayni.Storage;

namespace Ayni.Silo.Hosting;

/// <summary>Locks the data directory and brings the schema up before any other service starts.</summary>
internal sealed class StorageStartup(AyniSiloOptions options, IStorageInitializer initializer)
    : IHostedLifecycleService, IDisposable
{
    private DataDirectoryLock? _lock;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Postgres is null)
            _lock = DataDirectoryLock.Take(options.DataDirectory);
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
        _lock?.Dispose();
        _lock = null;
    }
}
