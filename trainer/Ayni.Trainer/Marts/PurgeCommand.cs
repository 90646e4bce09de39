using System.CommandLine;
using Ayni.Data.Copies;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Auditing;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Marts;

/// <summary>
/// <c>mart purge</c>: takes erased shoppers out of marts that nobody else would take them out of, and registers these.
/// </summary>
internal static class PurgeCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("purge", "Take erased shoppers out of every mart in or below some folders.");
        var roots = new Argument<string[]>("DIR")
        {
            Description = "Marts, or folders with marts below them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var erased = new Option<bool>("--users-erased")
        {
            Description = "Rows of shoppers who were erased from the log since; must be said.",
        };
        var storage = new StorageArguments();
        var json = Verb.JsonOption();
        command.Add(roots);
        command.Add(erased);
        storage.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(erased))
                throw new ArgumentException("Say what to take out: --users-erased rewrites the files of every mart.");
            await using var stores = await AyniStorage.OpenAsync(storage.Read(parsed), console.Time, cancellationToken);
            var purger = new CopyPurger(
                stores.Copies, stores.Erased, Environment.MachineName, CopyPurger.DefaultForgetAfter);
            var results = new List<PurgeResult>();
            await stores.Audit.AuditAsync(AuditActs.CopiesChange, "purge", async () =>
            {
                foreach (var directory in MartPurger.Find(parsed.GetRequiredValue(roots)))
                {
                    var purge = await purger.AdoptAsync(directory, console.Time.GetUtcNow(), cancellationToken);
                    results.Add(new PurgeResult(directory, purge));
                }

                return results.Count;
            });

            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, results);
            else
                results.ForEach(result => Print(console, result));
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Print(TrainerConsole console, PurgeResult result)
    {
        if (result.Purge is not { } purge)
        {
            console.Out.WriteLine($"{result.Directory}: nothing of an erased shopper.");
            return;
        }

        var rows = string.Join(
            ", ", purge.RowsRemoved.Select(table => $"{table.Key} {TableOutput.Count(table.Value)}"));
        console.Out.WriteLine(
            $"{result.Directory}: removed {rows}. Content hash {purge.HashBefore} → {purge.HashAfter}");
    }

    /// <summary>What became of one mart.</summary>
    /// <param name="Directory">Its folder.</param>
    /// <param name="Purge">What was removed; null: nothing.</param>
    private sealed record PurgeResult(string Directory, MartPurge? Purge);
}
