using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Training;

/// <summary>Starts a run and watches it to its end; a cancelled watch cancels the run.</summary>
internal sealed class WatchedRun(ITrainerGrain trainer, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    public async Task<TrainingStatus> RunAsync(
        TrainingOptions options, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var status = await trainer.Start(options);
        try
        {
            while (status.IsRunning)
            {
                progress.Report(Describe(status));
                await Task.Delay(PollInterval, time, cancellationToken);
                status = await trainer.GetStatus();
            }

            return status;
        }
        catch (OperationCanceledException)
        {
            await trainer.Cancel();
            throw;
        }
    }

    private static StepProgress Describe(TrainingStatus status) => status.Phase switch
    {
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
