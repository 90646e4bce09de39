using System.IO.Pipelines;
using Ayni.Benchmarks.Training;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Exports;
using Ayni.Recommenders;
using Ayni.Testing;

namespace Ayni.Benchmarks.Exports;

/// <summary>
/// How many shoppers' lists a second an export makes: a model is trained through the grains, then everybody's lists are
/// written as NDJSON to nowhere. Reading the log alone is measured beside it, for it is part of an export.
/// </summary>
internal sealed record ExportRate(TrainingOptions Options, int Count, int Repeats, TimeProvider Time)
{
    /// <summary>Measures, and prints a line an export.</summary>
    /// <exception cref="InvalidOperationException">The training failed, or an export lacks a shopper.</exception>
    public async Task PrintAsync(string file, TextWriter output, CancellationToken stop)
    {
        var matrix = CompactMatrix.Of(LightGcnFile.ReadMatrix(file));
        using var folder = new TemporaryFolder();
        await BenchmarkCluster.FillAsync(folder.Path, matrix, stop);
        var timeline = new RunTimeline(Time);
        await using var cluster = await BenchmarkCluster.StartAsync(
            folder.Path, 1, Environment.ProcessorCount, timeline, new StoreTraffic());
        await cluster.Trainer.Start(Options, stop);
        await timeline.Ended.WaitAsync(stop);
        if (timeline.All[^1].State.Status is { Phase: not TrainingPhase.Completed } failed)
            throw new InvalidOperationException($"The run ended as {failed.Phase}: {failed.Message}");
        await output.WriteLineAsync(
            $"{matrix.Rows} shoppers, {matrix.Columns} products, {matrix.EntryCount} interactions, "
            + $"rank {Options.Rank}, {Count} products a list, {Environment.ProcessorCount} processors");
        for (var round = 0; round <= Repeats; round++)
        {
            var reading = await ReadAsync(cluster.Service<IInteractionLog>(), stop);
            var processor = Environment.CpuUsage.TotalTime;
            var (shoppers, bytes, took) = await ExportAsync(cluster.Service<IListExporter>(), stop);
            processor = Environment.CpuUsage.TotalTime - processor;
            if (shoppers != matrix.Rows)
                throw new InvalidOperationException($"{shoppers} lists for {matrix.Rows} shoppers.");
            var free = shoppers / processor.TotalSeconds * Environment.ProcessorCount;
            await output.WriteLineAsync(
                $"{(round == 0 ? "first" : "again")}: {shoppers / took.TotalSeconds:F0} shoppers/s, "
                + $"{took.TotalSeconds:F2} s, {bytes / 1e6:F1} MB, {processor.TotalSeconds:F2} s of processors "
                + $"({free:F0} shoppers/s were all free); the log alone read in {reading.TotalSeconds:F2} s");
        }
    }

    private async Task<TimeSpan> ReadAsync(IInteractionLog log, CancellationToken stop)
    {
        var begun = Time.GetTimestamp();
        var head = await log.GetHeadAsync(stop);
        await foreach (var _ in log.ReadByUserAsOfAsync(head, Options.Weights.NewestPerUser, stop))
        {
        }

        return Time.GetElapsedTime(begun);
    }

    private async Task<(long Shoppers, long Bytes, TimeSpan Took)> ExportAsync(
        IListExporter exporter, CancellationToken stop)
    {
        var begun = Time.GetTimestamp();
        var export = await exporter.OpenAsync(new ListOrder { Count = Count }, stop);
        var pipe = PipeWriter.Create(Stream.Null);
        using var writer = new ListWriter(pipe, ListFormat.Ndjson);
        var (shoppers, bytes) = (0L, 0L);
        await foreach (var block in export.Blocks.WithCancellation(stop))
        {
            writer.Write(block);
            shoppers += block.Count;
            bytes += pipe.UnflushedBytes;
            await pipe.FlushAsync(stop);
        }

        return (shoppers, bytes, Time.GetElapsedTime(begun));
    }
}
