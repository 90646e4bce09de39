using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>
/// Puts the loss after each sweep together from what the blocks report; sums go chunk by chunk in ascending order, so
/// that their bits do not depend on the blocks.
/// </summary>
public sealed class LossTracker
{
    private (int HalfSweep, double Regularization)? _users;

    /// <summary>Takes what the blocks of a half-sweep reported, in order of block.</summary>
    /// <returns>
    /// The loss, where the half-sweep was the second of a sweep and the first one's reports are known.
    /// </returns>
    public SweepLoss? Add(int halfSweep, IReadOnlyList<HalfSweepReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var regularization = reports.SelectMany(report => report.RegularizationByChunk).Sum();
        if (RunPlan.SideOf(halfSweep) == FactorSide.Users)
        {
            _users = (halfSweep, regularization);
            return null;
        }

        if (_users is not { } users || users.HalfSweep != halfSweep - 1)
            return null;
        return new(
            Sweep: halfSweep / 2,
            Observed: reports.SelectMany(report => report.ObservedByChunk).Sum(),
            Unobserved: reports.SelectMany(report => report.UnobservedByChunk).Sum(),
            Regularization: users.Regularization + regularization);
    }
}
