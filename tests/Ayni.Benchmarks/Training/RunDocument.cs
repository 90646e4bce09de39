using System.Globalization;

namespace Ayni.Benchmarks.Training;

/// <summary>What surrounds the sweeps of one run through the grains.</summary>
/// <param name="SnapshotSeconds">Reading the log into blocks.</param>
/// <param name="FitSeconds">Fitting the neighbour parts.</param>
/// <param name="JudgeSeconds">Judging.</param>
/// <param name="PublishSeconds">Publishing.</param>
/// <param name="Checkpoints">Checkpoints written.</param>
/// <param name="CheckpointMegabytes">Their size.</param>
/// <param name="CheckpointWriteSeconds">Sum of the time of their writes, which overlap.</param>
/// <param name="JournalWriteSeconds">Sum of the time of the journal's writes.</param>
internal sealed record RunDocument(
    double SnapshotSeconds,
    double FitSeconds,
    double JudgeSeconds,
    double PublishSeconds,
    int Checkpoints,
    double CheckpointMegabytes,
    double CheckpointWriteSeconds,
    double JournalWriteSeconds)
{
    public static RunDocument Of(GrainTraining run) => new(
        run.SnapshotSeconds, run.FitSeconds, run.JudgeSeconds, run.PublishSeconds, run.Checkpoints,
        run.CheckpointMegabytes, run.CheckpointWriteSeconds, run.JournalWriteSeconds);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"snapshot {SnapshotSeconds:F2} s, fit {FitSeconds:F2} s, judge {JudgeSeconds:F2} s, "
        + $"publish {PublishSeconds:F2} s; "
        + $"{Checkpoints} checkpoints of {CheckpointMegabytes:F0} MB in {CheckpointWriteSeconds:F2} s, "
        + $"journal {JournalWriteSeconds:F2} s");
}
