using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Gateway.Training;

/// <summary>Follows a training run to its end.</summary>
internal sealed class TrainingWatch(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>The status now and at every change that shows, up to and with the first that is not running.</summary>
    public IAsyncEnumerable<TrainingStatus> FollowAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<ITrainerGrain>(ModelNames.Default).FollowAsync(clock, cancellationToken);
}
