using System.Globalization;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Retaining;

/// <summary>What <c>retention</c> prints.</summary>
internal static class RetentionTable
{
    public static void Print(TrainerConsole console, RetentionDocument document)
    {
        if (document.Types.Count == 0)
        {
            console.Out.WriteLine($"The log holds nothing that {document.Rules} speaks of.");
            return;
        }

        var table = TableOutput.Create(
            "Type", "Kept", "Goes before", "Oldest", document.Applied ? "Deleted" : "To delete", "Deleted in all",
            "Last run");
        foreach (var entry in document.Types)
        {
            table.Add(
                entry.Type,
                string.Create(CultureInfo.InvariantCulture, $"{entry.KeptDays} days"),
                Day(entry.Before),
                entry.Oldest is { } oldest ? Day(oldest) : "-",
                TableOutput.Count(document.Applied ? entry.Deleted : entry.Interactions),
                TableOutput.Count(entry.DeletedInAll),
                RunOf(entry));
        }

        TableOutput.Write(console, table);
        if (document.Interactions == 0)
        {
            console.Out.WriteLine("Nothing is old enough.");
        }
        else if (!document.Applied)
        {
            console.Out.WriteLine(
                $"Nothing was deleted: {TableOutput.Count(document.Interactions)} interactions would be. --apply "
                + "deletes them for good, and folders made of the log forget them too.");
        }
    }

    private static string RunOf(RetentionEntry entry) => entry switch
    {
        { LastRunAt: null } => "never",
        { EndedAt: null } => Minute(entry.LastRunAt.Value) + ", not through",
        _ => Minute(entry.LastRunAt.Value),
    };

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Minute(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
