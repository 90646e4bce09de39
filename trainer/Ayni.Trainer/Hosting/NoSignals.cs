using Microsoft.Extensions.Hosting;

namespace Ayni.Trainer.Hosting;

/// <summary>Leaves Ctrl-C to the command line, which cancels the verb; the verb stops the host.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
