using Ayni.Data.Preprocessing;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Preprocessing;

/// <summary>Takes one file of features through a pipeline.</summary>
internal sealed class PreprocessRun(TrainerConsole console, string features, string table, string output)
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

    private Task<PreprocessDocument> RunAsync(
        Func<Preprocessor, IProgress<long>, Task<PreprocessedExport>> work,
        bool isFit,
        CancellationToken cancellationToken) => ProgressScreen.ShowAsync(console, async progress =>
        {
            if (Path.GetFullPath(features) == Path.GetFullPath(output))
            {
                throw new ArgumentException(
                    "--out is the folder of --features, whose files would be lost: give another one.");
            }

            var clock = new StepClock(console.Time);
            await using var source = await FeatureParquet.OpenAsync(features, table, cancellationToken);
            var total = Math.Max(1, source.Rows);
            var export = await work(
                new Preprocessor(source, output),
                new Relay<long>(
                    done => progress.Report(new StepProgress(Writing, (double)done / total, done, "rows"))));
            var pipeline = export.Pipeline;
            return new PreprocessDocument(
                output, pipeline.Declaration.Name, pipeline.Hash, pipeline.FeatureSet, pipeline.Table, isFit,
                pipeline.Cut, pipeline.TrainRows, pipeline.KnowsTargets, export.Files, export.LeftOut,
                Math.Round(clock.Elapsed.TotalSeconds, 2));
        });
}
