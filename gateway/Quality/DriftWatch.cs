using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Quality;

namespace Ayni.Gateway.Quality;

/// <summary>
/// Tells the schedule where the data shifted since the active model was made, if it asks for that. Looks with each
/// report, whose rows are in memory then.
/// </summary>
internal sealed class DriftWatch(IGrainFactory grains)
{
    /// <summary>Looks at the rows of a report. Idempotent.</summary>
    public async Task LookAsync(QualityInput input, QualityOptions options, CancellationToken cancellationToken)
    {
        var schedule = grains.GetGrain<ITrainingScheduleGrain>(ModelNames.Default);
        var view = await schedule.Get(cancellationToken);
        if (view.Schedule is not { Enabled: true, RetrainOnDrift: true })
            return;
        var models = await grains.GetGrain<IModelRegistryGrain>(ModelNames.Default).Get(cancellationToken);
        if (models.Find(models.ActiveVersion) is not { } active)
            return;
        if (ModelDrift.Find(input, active.ReferenceTime, options) is { } shift)
            await schedule.Notice(new TrainingReason(TrainingTrigger.Drift, shift), cancellationToken);
    }
}
