using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>Measures a run by the states it goes through, since this silo took it up.</summary>
internal sealed class RunObserver(TrainingMetrics metrics, TrainingStatus takenUp, DateTimeOffset at)
{
    private TrainingStatus _status = takenUp;
    private DateTimeOffset _phaseBegun = at;
    private DateTimeOffset _sweepBegun = at;

    /// <summary>The run stands like this now.</summary>
    public void See(TrainingStatus status, DateTimeOffset at)
    {
        if (ReferenceEquals(status, _status))
            return;
        if (status.SweepsDone > _status.SweepsDone)
        {
            metrics.SweepEnded((at - _sweepBegun) / (status.SweepsDone - _status.SweepsDone));
            _sweepBegun = at;
        }

        if (status.Phase != _status.Phase)
        {
            metrics.PhaseEnded(_status.Phase, at - _phaseBegun);
            (_phaseBegun, _sweepBegun) = (at, at);
        }

        if (status.BlocksRedone > _status.BlocksRedone)
            metrics.Redone(status.BlocksRedone - _status.BlocksRedone);
        metrics.Progresses(status.Progress);
        _status = status;
    }
}
