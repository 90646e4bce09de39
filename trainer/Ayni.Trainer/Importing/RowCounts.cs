using Ayni.Data.Import;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>Rows of one file: read = kept + refused, and the refused ones by reason.</summary>
internal sealed record RowCounts(
    long Read, long Kept, long Refused, IReadOnlyDictionary<string, long> Reasons, IReadOnlyList<BadRow> BadRows)
{
    public static RowCounts Of(ImportReport report)
        => new(report.Read, report.Kept, report.Refused, report.Reasons, report.Rows);

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
    }

    private static string Describe(BadRow row) => (row.Column, row.Value) switch
    {
        (null, null) => $"line {row.Line}",
        (null, var value) => $"line {row.Line} ({value})",
        (var column, null) => $"line {row.Line} ({column} empty)",
        var (column, value) => $"line {row.Line} ({column}: {value})",
    };
}
