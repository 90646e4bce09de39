using System.CommandLine;
using Ayni.Quality;
using Ayni.Storage;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Reporting;

/// <summary><c>report</c>: what the log and the catalogue are like now against before, and what it means.</summary>
internal static class ReportCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("report", "Compare the data of two periods: what shifted, what it means, what to do.");
        var storage = new StorageArguments();
        var arguments = new ReportArguments();
        var json = Verb.JsonOption();
        storage.AddTo(command);
        arguments.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var choice = arguments.Read(parsed);
            var report = await MakeAsync(console, storage.Read(parsed), choice, cancellationToken);
            if (choice.OutFile is { } file)
                await File.WriteAllTextAsync(file, HtmlReport.Of(report), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, report);
            else
                ReportSummary.Print(console, report, choice.OutFile);
            return choice.FailOnDrift && report.Findings.Any(finding => finding.IsDrift)
                ? ExitCodes.DataShifted
                : ExitCodes.Success;
        });
        return command;
    }

    private static async Task<QualityReport> MakeAsync(
        TrainerConsole console, StorageOptions storage, ReportChoice choice, CancellationToken cancellationToken)
    {
        var options = new QualityOptions();
        var now = console.Time.GetUtcNow();
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        return await ProgressScreen.ShowAsync(console, async progress =>
        {
            var rows = await LogRowsReader.ReadAsync(
                stores.Log, choice.MostRows, now, options,
                (read, all) => progress.Report(new("Reading the log", (double)read / all, read, "interactions")),
                cancellationToken);
            var products = await LogRowsReader.ReadProductsAsync(stores.Catalog, cancellationToken);
            return QualityReporter.Make(
                new QualityInput
                {
                    Now = now,
                    Rows = rows,
                    Products = products,
                    Reference = choice.Reference,
                    Current = choice.Current,
                    Notes = rows.FirstPosition <= 1
                        ? []
                        : [$"Only the newest {rows.Count:N0} positions of the log were read (--most-rows)."],
                },
                options);
        });
    }
}
