namespace Ayni.TrainingRuns;

/// <summary>Second step of a run: all half-sweeps, from the first or from where a crash left it.</summary>
public sealed class SweepStep(RunPlan plan, IRunJournal journal, HalfSweepDriver blocks)
{
    /// <summary>
    /// A loss needs the reports of two half-sweeps, so a resumed run asks for the two before its own again; they are
    /// answered from checkpoints.
    /// </summary>
    private const int HalfSweepsLookedBack = 2;

    /// <summary>Runs until the factors are final.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var losses = new LossTracker(plan);
        var first = Math.Max(0, journal.State.HalfSweepsDone - HalfSweepsLookedBack);
        for (var halfSweep = first; halfSweep < plan.HalfSweeps; halfSweep++)
        {
            var gramian = halfSweep == 0
                ? new FactorPayload([])
                : await blocks.GramianAsync(halfSweep - 1, cancellationToken);
            if (losses.AddGramian(halfSweep - 1, gramian) is { } loss)
                await journal.SaveAsync(journal.State.SweepDone(loss));
            losses.AddReports(halfSweep, await blocks.RunAsync(halfSweep, gramian, cancellationToken));
        }
    }
}
