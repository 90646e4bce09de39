using Ayni.Data.Import;
using Ayni.Domain.Errors;
using Ayni.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>Imports, shows what became of the rows, and fails where nothing of a kind was kept.</summary>
internal sealed class ImportRun(TrainerConsole console, bool isJson)
{
    public async Task<int> RunAsync(
        ImportFiles files,
        ImportMapping mapping,
        ImportOptions options,
        StorageOptions storage,
        CancellationToken cancellationToken)
    {
        var clock = new StepClock(console.Time);
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        var importer = new DataImporter(stores.Log, stores.Catalog);
        var lineage = await ImportLineage.BeginAsync(stores, mapping, cancellationToken);
        var result = await ProgressScreen.ShowAsync(console, progress => importer.ImportAsync(
            files, mapping, options, new Steps(progress), cancellationToken));
        await lineage.EndAsync(files, result, console.Time.GetUtcNow(), cancellationToken);
        var document = ImportDocument.Of(files, mapping.Name, result, clock.Elapsed);
        if (ProblemOf(files, result) is { } problem)
        {
            // Of a failure, too, standard output has one document, which Verb writes.
            if (!isJson)
                document.Print(console);
            throw problem;
        }

        if (isJson)
            JsonOutput.Write(console.Out, document);
        else
            document.Print(console);
        return ExitCodes.Success;
    }

    private static AyniException? ProblemOf(ImportFiles files, ImportResult result)
    {
        if (files.Interactions.Count > 0 && result.Interactions.Kept == 0)
        {
            return NothingKept(
                files.Interactions, result.Interactions, result.ProductsWritten, "products were written");
        }

        return files.Products.Count > 0 && result.Products is { Kept: 0 } products
            ? NothingKept(files.Products, products, result.Interactions.Kept, "interactions were kept")
            : null;
    }

    private static AyniException NothingKept(IReadOnlyList<string> paths, ImportReport report, long others, string kept)
    {
        var name = paths.Count == 1 ? $"'{paths[0]}'" : $"the {paths.Count} files beginning with '{paths[0]}'";
        var text = $"No row of {name} was kept";
        if (report.Read == 0)
            text += ": it has none.";
        else
        {
            var (reason, count) = report.Reasons.MaxBy(pair => pair.Value);
            text += $": {TableOutput.Count(count)} of {TableOutput.Count(report.Read)} were refused for {reason}. "
                + ImportRemedies.Of(reason, report);
        }

        return new AyniException(
            ErrorCodes.Invalid, others > 0 ? $"{text} {TableOutput.Count(others)} {kept}." : text);
    }

    /// <summary>Reports at once and in order, which <see cref="Progress{T}"/> would not.</summary>
    private sealed class Steps(IProgress<StepProgress> progress) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => progress.Report(new StepProgress(
            value.Step.ToString(),
            value.Fraction,
            value.Rows,
            value.Step == ImportStep.Products ? "products" : "interactions"));
    }
}
