using Ayni.Data.Import;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>Counts of rows as text.</summary>
internal static class RowCountsTable
{
    /// <summary>Prints counts, and the first bad rows of each reason.</summary>
    public static void Print(this RowCounts counts, TrainerConsole console, string title)
    {
        console.Out.WriteLine(
            $"{title}: {TableOutput.Count(counts.Read)} read = {TableOutput.Count(counts.Kept)} kept "
            + $"+ {TableOutput.Count(counts.Refused)} refused.");
        if (counts.Types.Count > 1)
        {
            var types = counts.Types.Select(type => $"{TableOutput.Count(type.Value)} {type.Key}");
            console.Out.WriteLine($"Kept: {string.Join(", ", types)}.");
        }

        if (counts.Refused == 0)
            return;
        var table = TableOutput.Create("Refused for", "Rows", "First lines (column: value)");
        foreach (var (reason, count) in counts.Reasons)
        {
            var examples = counts.BadRows.Where(row => row.Reason == reason).Take(3).Select(Describe);
            table.Add(reason, TableOutput.Count(count), string.Join("; ", examples));
        }

        TableOutput.Write(console, table);
        foreach (var (reason, remedy) in counts.Remedies)
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
