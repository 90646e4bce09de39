using System.Runtime.CompilerServices;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Gateway.Training;

/// <summary>Follows a training run to its end.</summary>
internal sealed class TrainingWatch(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>The status now and at every change that shows, up to and with the first that is not running.</summary>
    public async IAsyncEnumerable<TrainingStatus> FollowAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var trainer = grains.GetGrain<ITrainerGrain>(ModelNames.Default);
        using var timer = new PeriodicTimer(Interval, clock);
        TrainingStatus? last = null;
        do
        {
            var status = await trainer.GetStatus().WaitAsync(cancellationToken);
            if (last is null || HasMoved(last, status))
                yield return status;
            last = status;
        }
        while (last.IsRunning && await timer.WaitForNextTickAsync(cancellationToken));
    }

    private static bool HasMoved(TrainingStatus before, TrainingStatus after) =>
        before.RunId != after.RunId
        || before.Phase != after.Phase
        || before.SweepsDone != after.SweepsDone
        || before.BlocksDone != after.BlocksDone
        || before.Progress != after.Progress;
}
