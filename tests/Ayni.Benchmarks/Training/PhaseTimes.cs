using System.Collections.Immutable;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;
using Ayni.Trainer.Benchmarking;

namespace Ayni.Benchmarks.Training;

/// <summary>How long the phases of a run took, by its journal.</summary>
internal sealed class PhaseTimes(ImmutableArray<RunTimeline.Saved> journal)
{
    private readonly RunTimeline.Saved _swept = First(journal, state => state.Status.Phase != TrainingPhase.Snapshot);
    private readonly RunTimeline.Saved _fitting = First(journal, state => state.Status.Phase == TrainingPhase.Fit);
    private readonly RunTimeline.Saved _judging = First(journal, state => state.Status.Phase == TrainingPhase.Judge);
    private readonly RunTimeline.Saved _publishing =
        First(journal, state => state.Status.Phase == TrainingPhase.Publish);

    public double SnapshotSeconds => (_swept.At - journal[0].At).Seconds;

    /// <summary>From the snapshot to the last half-sweep, journalled both.</summary>
    public WorkTime Sweeping => _fitting.Began - _swept.At;

    public double FitSeconds => (_judging.Began - _fitting.At).Seconds;

    public double JudgeSeconds => (_publishing.Began - _judging.At).Seconds;

    public double PublishSeconds => (journal[^1].At - _publishing.At).Seconds;

    public double JournalWriteSeconds => journal
        .Where(saved => saved.State.Status.Phase == TrainingPhase.Sweep)
        .Sum(saved => (saved.At - saved.Began).Seconds);

    /// <summary>
    /// Each sweep: from the end of the products' half-sweep before it to the end of its own. Right to the length of one
    /// write of the journal, which notes an end when it comes to it.
    /// </summary>
    public IReadOnlyList<WorkTime> Sweeps(int sweeps) =>
        [.. Enumerable.Range(1, sweeps).Select(sweep => EndOf(2 * sweep) - EndOf((2 * sweep) - 2))];

    private WorkTime EndOf(int halfSweep) => First(journal, state => state.HalfSweepsDone > halfSweep).Began;

    private static RunTimeline.Saved First(
        ImmutableArray<RunTimeline.Saved> journal, Func<TrainingRunState, bool> condition) =>
        journal.FirstOrDefault(saved => condition(saved.State))
        ?? throw new InvalidOperationException("The run skipped a phase.");
}
