using Ayni.Domain.Consents;

namespace Ayni.Silo.Hosting;

/// <summary>After the schema and before any grain: takes down what shoppers allow by default.</summary>
internal sealed class ConsentStartup(ConsentSettings settings, IConsents consents) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!settings.Default.IsEmpty)
        {
            var stored = await consents.GetDefaultsAsync(cancellationToken);
            await consents.PutDefaultsAsync(settings.Over(stored), cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
