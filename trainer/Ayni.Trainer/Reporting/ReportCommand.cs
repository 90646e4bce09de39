using System.CommandLine;
using Ayni.Domain.Consents;
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
        var command = new Command(
            "report", "Compare the data of two periods: what shifted, what it means, what to do.");
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
        return await ProgressScreen.ShowAsync(console, async progress =>
        {
            QualityInput input;
            await using (var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken))
            {
                var rows = await LogRowsReader.ReadAsync(
                    stores.Consents.LogOf(Purpose.Analytics), choice.MostRows, now, options,
                    (read, all) => progress.Report(new("Reading the log", (double)read / all, read, "interactions")),
                    cancellationToken);
                input = new QualityInput
                {
                    Now = now,
                    Rows = rows,
                    Products = await LogRowsReader.ReadProductsAsync(stores.Catalog, cancellationToken),
                    Reference = choice.Reference,
                    Current = choice.Current,
                    Notes = rows.FirstPosition <= 1
                        ? []
                        : [$"Only the newest {rows.Count:N0} interactions of the log were read (--most-rows)."],
                };
            }

            // What is wrong with the periods is said before a silo is started for their lists.
            QualityReporter.PeriodsOf(input.Rows, input.Reference, input.Current);
            input = await ServedModel.AddAsync(
                input, storage, choice.Shoppers, console, progress, cancellationToken);
            return QualityReporter.Make(input, options);
        });
    }
}
