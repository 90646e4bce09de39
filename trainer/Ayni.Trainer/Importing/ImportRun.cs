using Ayni.Data.Import;
using Ayni.Data.Import.Rejected;
using Ayni.Domain.Auditing;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>Imports, shows what became of the rows, and fails where nothing of a kind was kept.</summary>
internal sealed class ImportRun(TrainerConsole console, bool isJson, RejectedRowFile? rejected)
{
    public async Task<int> RunAsync(
        ImportFiles files,
        ImportMapping mapping,
        ImportOptions options,
        StorageOptions storage,
        CancellationToken cancellationToken)
    {
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        var names = files.Products.Concat(files.Interactions).Select(Path.GetFileName);
        return await stores.Audit.AuditAsync(
            AuditActs.ImportStart,
            string.Join(", ", names),
            () => RunAsync(files, mapping, options, stores, cancellationToken));
    }

    private async Task<int> RunAsync(
        ImportFiles files,
        ImportMapping mapping,
        ImportOptions options,
        AyniStorage stores,
        CancellationToken cancellationToken)
    {
        var clock = new StepClock(console.Time);
        var importer = new DataImporter(stores.Log, stores.Catalog, rejected);
        var lineage = new ImportLineage(stores.Log, stores.Catalog, stores.Imports);
        await lineage.BeginAsync(mapping, cancellationToken);
        var result = await ProgressScreen.ShowAsync(console, progress => importer.ImportAsync(
            files, mapping, options, new Steps(progress), cancellationToken));
        await lineage.EndAsync(files, result, console.Time.GetUtcNow(), cancellationToken);
        Tell(rejected);
        var document = ImportDocument.Of(files, mapping.Name, result, clock.Elapsed);
        if (ImportVerdict.ProblemOf(files, result) is { } problem)
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

    private void Tell(RejectedRowFile? file)
    {
        if (file is not null)
        {
            console.Error.WriteLine(
                $"{TableOutput.Count(file.Written)} refused rows written to {file.Path}; they may hold shoppers' ids.");
        }
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
