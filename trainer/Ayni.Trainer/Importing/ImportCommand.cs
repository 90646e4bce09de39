using System.CommandLine;
using Ayni.Data.Import;
using Ayni.Domain.Errors;
using Ayni.Storage;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary><c>import</c>: a file of interactions, and one of products, into the log and the catalogue.</summary>
internal static class ImportCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("import", "Bring a CSV or NDJSON file (.gz too) into the log and the catalogue.");
        var file = new Argument<string>("FILE") { Description = "Interactions." };
        var mapping = new Option<string>("--mapping")
        {
            Description = $"Meaning of the columns: {string.Join(", ", ImportMapping.Shipped)}, or a JSON file.",
            HelpName = "NAME|FILE",
            Required = true,
        };
        var products = new Option<string?>("--products") { Description = "Products.", HelpName = "FILE" };
        var currency = new Option<string?>("--currency")
        {
            Description = "Currency of prices that have none in their row (ISO 4217); else the mapping's.",
            HelpName = "CODE",
        };
        var cancellations = new Option<CancellationHandling>("--cancellations")
        {
            Description = "Cancellations: refuse (counted, the purchase stays) or net (taken from the purchase).",
        };
        var badRows = new Option<int>("--bad-rows")
        {
            Description = "Bad rows quoted in full for each reason.",
            DefaultValueFactory = _ => new ImportOptions().BadRowsPerReason,
        };
        var json = Verb.JsonOption();
        var storage = new StorageArguments();
        command.Add(file);
        storage.AddTo(command);
        foreach (var option in new Option[] { mapping, products, currency, cancellations, badRows, json })
            command.Add(option);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var clock = new StepClock(console.Time);
            var columns = ImportMapping.Load(parsed.GetRequiredValue(mapping));
            var options = new ImportOptions
            {
                Currency = parsed.GetValue(currency),
                Cancellations = parsed.GetValue(cancellations),
                BadRowsPerReason = parsed.GetValue(badRows),
                Now = console.Time.GetUtcNow(),
            };
            await using var stores = await AyniStorage.OpenAsync(storage.Read(parsed), console.Time, cancellationToken);
            var importer = new DataImporter(stores.Log, stores.Catalog);
            var lineage = await ImportLineage.BeginAsync(
                stores, columns.Name, MappingHash.Of(parsed.GetRequiredValue(mapping)), cancellationToken);
            var path = parsed.GetRequiredValue(file);
            var result = await ProgressScreen.ShowAsync(console, progress => importer.ImportAsync(
                path, parsed.GetValue(products), columns, options, new Steps(progress), cancellationToken));
            await lineage.EndAsync(
                path, parsed.GetValue(products), result, console.Time.GetUtcNow(), cancellationToken);
            var document = ImportDocument.Of(path, columns.Name, result, clock.Elapsed);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                document.Print(console);
            return result.Interactions.Kept > 0 || result.ProductsWritten > 0
                ? ExitCodes.Success
                : throw NothingKept(path, columns.Name);
        });
        return command;
    }

    private static AyniException NothingKept(string path, string mapping) => new(
        ErrorCodes.Invalid,
        $"No row of '{path}' was kept: see the reasons above; mapping '{mapping}' may not be the one for it.");

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
