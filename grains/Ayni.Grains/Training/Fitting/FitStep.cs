using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>
/// The step of a run after its sweeps: the neighbour parts, made from the snapshot alone. Done twice, it finds them.
/// </summary>
public sealed class FitStep(RunServices services)
{
    public async Task RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (await services.Files.HasPartsAsync(plan, cancellationToken))
            return;
        var train = await services.Scheduler.RunAsync(
            stop => services.Files.ReadAllRowsAsync(plan, FactorSide.Users, stop), cancellationToken);
        var events = await services.Scheduler.RunAsync(
            stop => services.Files.ReadEventsAsync(plan, stop), cancellationToken);
        var parts = await services.Scheduler.RunAsync(
            stop => PartFitting.Fit(plan.Options, train, events, services.Scheduler.Parallel(stop)),
            cancellationToken);
        await services.Files.WritePartsAsync(plan, parts, cancellationToken);
    }
}
