using System.Globalization;
using Ayni.Data.Copies;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Copying;

/// <summary>What <c>copies</c> prints.</summary>
internal static class CopyTables
{
    public static void Print(TrainerConsole console, IReadOnlyList<CopyEntry> entries)
    {
        if (entries.Count == 0)
        {
            console.Out.WriteLine("No folder is registered: mart, features and preprocess register what they write.");
            return;
        }

        var table = TableOutput.Create("Kind", "Machine", "Folder", "Position", "Written", "Erased shoppers");
        foreach (var entry in entries)
        {
            table.Add(
                entry.Kind.ToString().ToLowerInvariant(), entry.Machine, entry.Directory,
                entry.LogPosition is { } position ? TableOutput.Count(position) : "unfinished",
                Minute(entry.RegisteredAt), StateOf(entry));
        }

        TableOutput.Write(console, table);
        var pending = entries.Count(entry => entry.ErasuresWithin > 0);
        console.Out.WriteLine(
            $"{entries.Count} folders, {pending} to be purged. A gateway does it by itself; `copies purge` does it "
            + "now.");
    }

    public static void Print(TrainerConsole console, IReadOnlyList<CopyPurge> purges)
    {
        foreach (var purge in purges)
            console.Out.WriteLine($"{purge.Copy.Directory}: {Describe(purge)}");
        if (purges.Count == 0)
            console.Out.WriteLine("No folder is registered.");
    }

    private static string StateOf(CopyEntry entry)
    {
        var within = entry.ErasuresWithin == 0 ? "none within" : $"of {entry.ErasuresWithin} erasures may be within";
        var found = entry.Presence switch
        {
            CopyPresence.InUse => "; in use",
            CopyPresence.Missing when entry.Machine != Environment.MachineName => "; not seen from here",
            CopyPresence.Missing when entry.MissingSince is { } since => $"; not there since {Minute(since)}",
            CopyPresence.Missing => "; not there",
            _ => "",
        };
        return within + found + (entry.Problem is { } problem ? $"; failed: {problem}" : "");
    }

    private static string Describe(CopyPurge purge) => purge.Outcome switch
    {
        CopyOutcome.Clean => "nothing of an erased shopper.",
        CopyOutcome.Purged => "removed " + string.Join(
            ", ", purge.RowsRemoved.Select(table => $"{table.Key} {TableOutput.Count(table.Value)}")) + ".",
        CopyOutcome.Deleted => "left unfinished by a process that died, and deleted.",
        CopyOutcome.InUse => "in use; left for later.",
        CopyOutcome.Missing => "not there.",
        CopyOutcome.Forgotten => "not there for long, and off the register now.",
        CopyOutcome.Elsewhere => $"not seen from here: run this on {purge.Copy.Machine}.",
        _ => $"failed: {purge.Problem}",
    };

    private static string Minute(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
