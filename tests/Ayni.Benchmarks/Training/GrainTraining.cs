using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Trainer.Benchmarking;

namespace Ayni.Benchmarks.Training;

/// <summary>One run of the trainer grain.</summary>
/// <param name="Times">Its sweeps.</param>
/// <param name="SnapshotSeconds">From the start of the run to the snapshot in the store.</param>
/// <param name="FitSeconds">Of fitting the neighbour parts.</param>
/// <param name="JudgeSeconds">Of judging; with no share judged it looks for numbers that are not finite.</param>
/// <param name="PublishSeconds">Of publishing.</param>
/// <param name="Checkpoints">Checkpoints written.</param>
/// <param name="CheckpointMegabytes">Their size.</param>
/// <param name="CheckpointWriteSeconds">Sum of the time of their writes, which overlap.</param>
/// <param name="JournalWriteSeconds">Sum of the time of the journal's writes while it swept.</param>
internal sealed record GrainTraining(
    SweepTimes Times,
    double SnapshotSeconds,
    double FitSeconds,
    double JudgeSeconds,
    double PublishSeconds,
    int Checkpoints,
    double CheckpointMegabytes,
    double CheckpointWriteSeconds,
    double JournalWriteSeconds)
{
    /// <summary>Trains on what a data directory holds, in a new cluster.</summary>
    public static async Task<GrainTraining> RunAsync(
        string dataDirectory, TrainingOptions options, short silos, int threads, TimeProvider time,
        CancellationToken stop)
    {
        GC.Collect();
        var timeline = new RunTimeline(time);
        var traffic = new StoreTraffic();
        await using var cluster = await BenchmarkCluster.StartAsync(dataDirectory, silos, threads, timeline, traffic);
        await cluster.Trainer.Start(options, stop);
        await timeline.Ended.WaitAsync(stop);
        var status = timeline.All[^1].State.Status;
        if (status.Phase != TrainingPhase.Completed)
            throw new InvalidOperationException($"The run ended as {status.Phase}: {status.Message}");
        var version = (await cluster.Registry.Get(stop)).Versions.Single(known => known.Version == status.RunId);
        return Of(new PhaseTimes(timeline.All), options.Sweeps, version.ContentHash, traffic);
    }

    private static GrainTraining Of(PhaseTimes phases, int sweeps, string hash, StoreTraffic traffic) => new(
        new SweepTimes(phases.Sweeping, phases.Sweeps(sweeps), hash),
        Figures.Round(phases.SnapshotSeconds),
        Figures.Round(phases.FitSeconds),
        Figures.Round(phases.JudgeSeconds),
        Figures.Round(phases.PublishSeconds),
        traffic.Checkpoints,
        Figures.Round(traffic.Bytes / 1e6),
        Figures.Round(traffic.Seconds),
        Figures.Round(phases.JournalWriteSeconds));
}
