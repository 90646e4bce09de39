using Ayni.Data.Copies;
using Ayni.Data.Preprocessing;
using Ayni.Domain.Copies;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;
using Ayni.Storage;
using Ayni.Trainer.Copying;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Preprocessing;

/// <summary>
/// Takes one file of features through a pipeline, into a folder that is registered where that of the features is.
/// </summary>
internal sealed class PreprocessRun(
    TrainerConsole console, string features, string table, string output, StorageOptions? given)
{
    private const string Writing = "Writing rows";

    public Task<PreprocessDocument> FitAsync(
        PipelineDeclaration declaration, CancellationToken cancellationToken) => RunAsync(
            (preprocessor, progress) => preprocessor.FitAsync(declaration, progress, cancellationToken),
            isFit: true, cancellationToken);

    public Task<PreprocessDocument> ApplyAsync(
        FittedPipeline pipeline, CancellationToken cancellationToken) => RunAsync(
            (preprocessor, progress) => preprocessor.ApplyAsync(pipeline, progress, cancellationToken),
            isFit: false, cancellationToken);

    private async Task<PreprocessDocument> RunAsync(
        Func<Preprocessor, IProgress<long>, Task<PreprocessedExport>> work,
        bool isFit,
        CancellationToken cancellationToken)
    {
        if (Path.GetFullPath(features) == Path.GetFullPath(output))
        {
            throw new ArgumentException(
                "--out is the folder of --features, whose files would be lost: give another one.");
        }

        FeatureParquet.RequireWhole(features, table);
        if ((given ?? CopyOrigins.Find(features)) is not { } storage)
            return await WriteAsync(work, isFit, null, cancellationToken);

        // Registered before the features are read: they may be purged meanwhile, and what was read is in the files.
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        await using var copy = await CopyWriting.BeginAsync(
            stores.Copies, LogCopyKind.Preprocessed, Environment.MachineName, output, console.Time.GetUtcNow(),
            CopyOrigins.OfFolder(storage, features), cancellationToken);
        return await WriteAsync(work, isFit, copy, cancellationToken);
    }

    private Task<PreprocessDocument> WriteAsync(
        Func<Preprocessor, IProgress<long>, Task<PreprocessedExport>> work,
        bool isFit,
        CopyWriting? copy,
        CancellationToken cancellationToken) => ProgressScreen.ShowAsync(console, async progress =>
        {
            var clock = new StepClock(console.Time);
            await using var source = await FeatureParquet.OpenAsync(features, table, cancellationToken);
            var total = Math.Max(1, source.Rows);
            var export = await work(
                new Preprocessor(source, output),
                new Relay<long>(
                    done => progress.Report(new StepProgress(Writing, (double)done / total, done, "rows"))));
            if (copy is not null && source.LogPosition is { } position)
                await copy.CompleteAsync(position, cancellationToken);
            var pipeline = export.Pipeline;
            return new PreprocessDocument(
                output, pipeline.Declaration.Name, pipeline.Hash, pipeline.FeatureSet, pipeline.Table, isFit,
                pipeline.Cut, pipeline.TrainRows, pipeline.KnowsTargets, export.Files, export.LeftOut,
                Math.Round(clock.Elapsed.TotalSeconds, 2), copy is not null);
        });
}
