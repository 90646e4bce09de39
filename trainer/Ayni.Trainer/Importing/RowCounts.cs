using Ayni.Data.Import;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>Rows of one file: read = kept + refused, and the refused ones by reason.</summary>
internal sealed record RowCounts(
    long Read,
    long Kept,
    long Refused,
    IReadOnlyDictionary<string, long> Reasons,
    IReadOnlyList<BadRow> BadRows,
    IReadOnlyDictionary<string, string> Remedies)
{
    public static RowCounts Of(ImportReport report)
        => new(
            report.Read,
            report.Kept,
            report.Refused,
            report.Reasons,
            report.Rows,
            report.Reasons.Keys
                .Select(reason => (reason, remedy: ImportRemedies.Of(reason, report)))
                .Where(one => one.remedy is not null)
                .ToDictionary(one => one.reason, one => one.remedy!, StringComparer.Ordinal));

    public void Print(TrainerConsole console, string title)
    {
        console.Out.WriteLine(
            $"{title}: {TableOutput.Count(Read)} read = {TableOutput.Count(Kept)} kept "
            + $"+ {TableOutput.Count(Refused)} refused.");
        if (Refused == 0)
            return;
        var table = TableOutput.Create("Refused for", "Rows", "First lines (column: value)");
        foreach (var (reason, count) in Reasons)
        {
            var examples = BadRows.Where(row => row.Reason == reason).Take(3).Select(Describe);
            table.Add(reason, TableOutput.Count(count), string.Join("; ", examples));
        }

        TableOutput.Write(console, table);
        foreach (var (reason, remedy) in Remedies)
            console.Out.WriteLine($"{reason}: {remedy}");
    }

    private static string Place(BadRow row) => row.File is null ? $"line {row.Line}" : $"{row.File} line {row.Line}";

    private static string Describe(BadRow row) => (row.Column, row.Value) switch
    {
        (null, null) => Place(row),
        (null, var value) => $"{Place(row)} ({value})",
        (var column, null) => $"{Place(row)} ({column} empty)",
        var (column, value) => $"{Place(row)} ({column}: {value})",
    };
}
