using Ayni.Domain.Auditing;
using Ayni.Domain.Consents;
using Ayni.Domain.Training;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Storage;
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
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        return (await RunAsync(stores, published: null, progress, cancellationToken)).Document;
    }

    /// <summary>
    /// Grows and judges trees for the version that answers, and publishes them where they gain, or by force.
    /// </summary>
    public async Task<RerankDocument> PublishAsync(
        bool isForced, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        await using var registry = await RerankRegistry.OpenAsync(storage, console, cancellationToken);
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        var version = await registry.FindAsync(stores, cancellationToken);
        var (document, study) = await RunAsync(stores, version, progress, cancellationToken);
        if (!document.Wins && !isForced)
            return document;
        progress.Report(new StepProgress("Growing the trees that serve", 0, 0, "trees"));
        var facts = await VersionFacts.ReadAsync(stores, version.Artifact, progress, Parallel(cancellationToken));
        var grown = new GrownReranker(study, study.Grow(), facts, options, testPeriod, document);
        return await stores.Audit.AuditAsync(
            AuditActs.RerankPublish,
            version.Artifact.Version,
            () => registry.PublishAsync(stores, version, grown, cancellationToken));
    }

    private async Task<(RerankDocument Document, RerankStudy Study)> RunAsync(
        AyniStorage stores,
        PublishedModel? published,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var clock = new StepClock(console.Time);
        var model = published?.Artifact;
        // A version keeps the weights it was trained with.
        var settings = model?.Options
            ?? training with { Weights = await stores.WeighAsync(training.Weights, cancellationToken) };
        var reader = model is null
            ? await LogReader.OpenAsync(stores.Consents.LogOf(Purpose.Training), progress, cancellationToken)
            : await LogReader.OpenAsync(
                stores.Consents.LogOf(Purpose.Training, model.AsOfPosition), model.AsOfPosition, progress,
                cancellationToken);
        var data = await RerankData.ReadAsync(reader, settings.Weights, testPeriod, cancellationToken);
        var parallel = Parallel(cancellationToken);
        progress.Report(new StepProgress("Fitting the parts", 0, 0, "parts"));
        var parts = RerankParts.Fit(data, settings, parallel);
        if (model is not null)
            parts = parts.Only(model);
        progress.Report(new StepProgress("Fitting the parts", 1, parts.Parts.Count, "parts"));
        var catalogue = await CatalogueReader.ReadAsync(stores.Catalog, cancellationToken);
        var labels = RerankLabels.Of(catalogue, data.ProductIds, parallel.MaxDegreeOfParallelism, cancellationToken);
        var study = new RerankStudy(
            data, parts, labels, options, parallel, progress,
            model is null ? null : [.. parts.Parts.Select(part => model.WeightOf(part.Name))]);
        var document = RerankDocument.Of(data, study, study.Run(), options, significance, clock.Elapsed);
        return (
            document with { ModelVersion = model?.Version, Weights = ChangedWeights.Of(settings.Weights) }, study);
    }

    private ParallelOptions Parallel(CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = significance.Threads == 0 ? Environment.ProcessorCount : significance.Threads,
        CancellationToken = cancellationToken,
    };
}
