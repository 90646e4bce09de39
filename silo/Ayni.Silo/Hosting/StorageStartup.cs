using Ayni.Silo.Engines;
using Ayni.Storage;

namespace Ayni.Silo.Hosting;

/// <summary>
/// Before any other service starts: makes sure that nobody else serves these data where that would be wrong, then
/// brings the schema up.
/// </summary>
internal sealed class StorageStartup(AyniSiloOptions options, EngineInfo engine, IStorageInitializer initializer)
    : IHostedLifecycleService, IAsyncDisposable
{
    private DataDirectoryLock? _directoryLock;
    private PostgresServerLock? _serverLock;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Postgres is null)
            _directoryLock = DataDirectoryLock.Take(options.DataDirectory);
        else if (engine.Name == EngineInfo.Embedded)
            _serverLock = await PostgresServerLock.TakeAsync(options.Postgres, cancellationToken);
        await initializer.InitializeAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        _directoryLock?.Dispose();
        _directoryLock = null;
        if (_serverLock is { } serverLock)
            await serverLock.DisposeAsync();
        _serverLock = null;
    }
}
