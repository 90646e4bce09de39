using Ayni.Domain.Training;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Texts;

namespace Ayni.Trainer.Reranking;

/// <summary>Reads, fits the parts, and studies the re-ranker.</summary>
internal sealed class RerankRun(
    TrainerConsole console,
    StorageOptions storage,
    TrainingOptions training,
    TimeSpan testPeriod,
    RerankOptions options,
    SignificanceOptions significance)
{
    public async Task<RerankDocument> RunAsync(IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var clock = new StepClock(console.Time);
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        var reader = await LogReader.OpenAsync(stores.Log, progress, cancellationToken);
        var data = await RerankData.ReadAsync(reader, training.Weights, testPeriod, cancellationToken);
        var catalogue = await CatalogueReader.ReadAsync(stores.Catalog, cancellationToken);
        var threads = significance.Threads == 0 ? Environment.ProcessorCount : significance.Threads;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads,
            CancellationToken = cancellationToken,
        };
        progress.Report(new StepProgress("Fitting the parts", 0, 0, "parts"));
        var parts = RerankParts.Fit(data, training, parallel);
        progress.Report(new StepProgress("Fitting the parts", 1, parts.Parts.Count, "parts"));
        var labels = RerankLabels.Of(catalogue, data.ProductIds, threads, cancellationToken);
        var study = new RerankStudy(data, parts, labels, options, parallel, progress);
        return RerankDocument.Of(data, study, study.Run(), options, significance, clock.Elapsed);
    }
}
