namespace Ayni.Recommenders;

/// <summary>One setting of the options, being tried. A trial that is given up is simply dropped.</summary>
public interface ITrial
{
    /// <summary>Trains on until so many units of the resource are spent in all, judging on the way.</summary>
    /// <param name="resource">Units in all, such as sweeps; where that many are spent already, nothing is done.</param>
    /// <param name="cancellationToken">Stops the trial, which is then of no further use.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="Ayni.Numerics.NormalEquationException">The options lead to no usable model.</exception>
    TrialScore Advance(int resource, CancellationToken cancellationToken);
}
