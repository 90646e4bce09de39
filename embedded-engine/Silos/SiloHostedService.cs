using Microsoft.Extensions.Hosting;

namespace Ayni.EmbeddedEngine.Silos;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed class SiloHostedService(SiloRuntime silo) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        silo.Start();
        return Task.CompletedTask;
    }

    /// <summary>A token that is cancelled from the start means: do not stop, die.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            using var giveUp = cancellationToken.UnsafeRegister(
                static silo => ((SiloRuntime)silo!).Kill(), silo);
            await silo.StopAsync();
            return;
        }

        silo.Kill();
    }
}
