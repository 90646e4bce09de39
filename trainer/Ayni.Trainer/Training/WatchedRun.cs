using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Training;

/// <summary>Starts a run and watches it to its end; a cancelled watch cancels the run.</summary>
internal sealed class WatchedRun(ITrainerGrain trainer, TimeProvider time)
{
    public async Task<TrainingStatus> RunAsync(
        TrainingOptions options, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var last = await trainer.Start(options, cancellationToken);
        try
        {
            await foreach (var status in trainer.FollowAsync(time, cancellationToken))
            {
                last = status;
                if (status.IsRunning)
                    progress.Report(Describe(status));
            }

            return last;
        }
        catch (OperationCanceledException)
        {
            await trainer.Cancel(CancellationToken.None);
            throw;
        }
    }

    private static StepProgress Describe(TrainingStatus status) => status.Phase switch
    {
        TrainingPhase.Search => new StepProgress(
            "Search", status.Progress, status.Search?.Trials.Length ?? 0, "trials"),
        TrainingPhase.Sweep => new StepProgress(
            "Sweeps", Share(status), status.SweepsDone, "sweeps"),
        var phase => new StepProgress(phase.ToString(), status.Progress, status.Pairs, "pairs"),
    };

    /// <summary>Share of the sweeps, the half-sweep under way included by its blocks.</summary>
    private static double Share(TrainingStatus status)
    {
        var sweeps = status.Options?.Sweeps ?? 1;
        var blocks = status.BlocksTotal == 0 ? 0 : (double)status.BlocksDone / status.BlocksTotal / 2;
        return Math.Min(1, (status.SweepsDone + blocks) / sweeps);
    }
}
