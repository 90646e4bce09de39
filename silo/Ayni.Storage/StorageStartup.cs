using Microsoft.Extensions.Hosting;

namespace Ayni.Storage;

/// <summary>Makes the schema when the host starts, so that a wrong path or connection string stops it at once.</summary>
internal sealed class StorageStartup(IStorageInitializer initializer) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => initializer.InitializeAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
