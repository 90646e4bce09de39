using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>
/// Puts the loss after each sweep together from what the blocks report; sums go chunk by chunk in ascending order, so
/// that their bits do not depend on the blocks.
/// </summary>
internal sealed record LossTracker
{
    private (int HalfSweep, double Regularization)? Users { get; init; }

    /// <summary>Takes what the blocks of a half-sweep reported, in order of block.</summary>
    /// <returns>
    /// The loss, where the half-sweep was the second of a sweep and the first one's reports are known.
    /// </returns>
    public (LossTracker Next, SweepLoss? Loss) Add(int halfSweep, IReadOnlyList<HalfSweepReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var regularization = reports.SelectMany(report => report.RegularizationByChunk).Sum();
        if (RunPlan.SideOf(halfSweep) == FactorSide.Users)
            return (this with { Users = (halfSweep, regularization) }, null);
        if (Users is not { } users || users.HalfSweep != halfSweep - 1)
            return (this, null);
        return (this, new(
            Sweep: halfSweep / 2,
            Observed: reports.SelectMany(report => report.ObservedByChunk).Sum(),
            Unobserved: reports.SelectMany(report => report.UnobservedByChunk).Sum(),
            Regularization: users.Regularization + regularization));
    }
}
