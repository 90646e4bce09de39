using Ayni.Numerics;

namespace Ayni.TrainingRuns;

/// <summary>
/// Puts the loss after each sweep together from what the blocks report; sums go chunk by chunk in ascending order, so
/// that their bits do not depend on the blocks.
/// </summary>
public sealed class LossTracker(RunPlan plan)
{
    private readonly Dictionary<int, (double Observed, double Regularization)> _parts = [];
    private readonly Dictionary<int, Gramian> _gramians = [];

    /// <summary>Takes what the blocks of a half-sweep reported, in order of block.</summary>
    public void AddReports(int halfSweep, IReadOnlyList<HalfSweepReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        _parts[halfSweep] = (
            reports.SelectMany(report => report.ObservedByChunk).Sum(),
            reports.SelectMany(report => report.RegularizationByChunk).Sum());
        _parts.Remove(halfSweep - 2);
    }

    /// <summary>Takes the Gramian after a half-sweep.</summary>
    /// <returns>The loss, where the half-sweep was the second of a sweep and all parts are known.</returns>
    public SweepLoss? AddGramian(int halfSweep, FactorPayload gramian)
    {
        if (halfSweep < 0)
            return null;
        _gramians[halfSweep] = GramianSum.ToGramian(gramian, plan.Options.Rank);
        _gramians.Remove(halfSweep - 2);
        if (RunPlan.SideOf(halfSweep) == FactorSide.Users
            || !_gramians.TryGetValue(halfSweep - 1, out var users)
            || !_parts.TryGetValue(halfSweep - 1, out var userPart)
            || !_parts.TryGetValue(halfSweep, out var productPart))
        {
            return null;
        }

        return new(
            Sweep: halfSweep / 2,
            Observed: productPart.Observed,
            Unobserved: plan.Options.UnobservedWeight * users.InnerProduct(_gramians[halfSweep]),
            Regularization: userPart.Regularization + productPart.Regularization);
    }
}
