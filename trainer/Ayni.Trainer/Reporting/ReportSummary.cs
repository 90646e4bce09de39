using System.Globalization;
using Ayni.Quality;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Reporting;

/// <summary>A report for the terminal: verdict, findings, columns; the page has the rest.</summary>
internal static class ReportSummary
{
    public static void Print(TrainerConsole console, QualityReport report, string? file)
    {
        console.Out.WriteLine(report.Headline);
        console.Out.WriteLine(report.Summary);
        console.Out.WriteLine();
        foreach (var finding in report.Findings)
        {
            var kind = finding.IsDrift ? "" : " (data)";
            console.Out.WriteLine($"{Word(finding.Severity)}{kind}: {finding.Subject}. {finding.What}");
            console.Out.WriteLine($"    {finding.Meaning} {finding.Remedy}".TrimEnd());
        }

        PrintColumns(console, report);
        foreach (var note in report.Notes)
            console.Out.WriteLine(note);
        console.Out.WriteLine(file is null ? "With --out FILE.html: the same with pictures." : $"Written to {file}.");
    }

    private static void PrintColumns(TrainerConsole console, QualityReport report)
    {
        var table = TableOutput.Create("Column", "Verdict", "PSI", "KS", "Wasserstein", "JS", "V", "p, adjusted");
        foreach (var column in report.Columns)
        {
            var figures = column.Distribution;
            table.Add(
                column.Name,
                column.Undecided is null ? Word(column.Severity) : "too few",
                Figure(figures?.Psi),
                Figure(figures?.KolmogorovSmirnov),
                Figure(figures?.ScaledWasserstein),
                Figure(figures?.JensenShannon),
                Figure(figures?.CramersV),
                column.Checks.Count == 0
                    ? ""
                    : Chance(column.Checks.Min(check => check.AdjustedPValue)));
        }

        TableOutput.Write(console, table);
    }

    private static string Figure(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    private static string Chance(double p) =>
        p.ToString(p < 0.001 ? "0.#e0" : "0.###", CultureInfo.InvariantCulture);

    private static string Word(Severity severity) => severity switch
    {
        Severity.Major => "large",
        Severity.Moderate => "moderate",
        _ => "fine",
    };
}
