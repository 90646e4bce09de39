using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Silo.Hosting;

/// <summary>
/// Activates the trainer and its schedule once the silo is up: a run that was under way when the last process died goes
/// on, and times that passed meanwhile are made up for. Reminders do the same a minute later; this spares the minute,
/// and works where they live in memory.
/// </summary>
internal sealed class TrainingResumption(IGrainFactory grains) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await grains.GetGrain<ITrainerGrain>(ModelNames.Default).GetStatus(cancellationToken);
        await grains.GetGrain<ITrainingScheduleGrain>(ModelNames.Default).Get(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
