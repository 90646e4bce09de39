using System.CommandLine;
using Ayni.Data.Copies;
using Ayni.Domain.Auditing;
using Ayni.Domain.Copies;
using Ayni.Domain.Errors;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Copying;

/// <summary><c>copies</c>: folders made of the log, and whether erased shoppers are within.</summary>
internal static class CopiesCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command(
            "copies", "List folders that mart, features and preprocess wrote, and whether erased shoppers are within.");
        Add(command, console, async (_, stores, json, cancellationToken) =>
        {
            var entries = (await stores.Copies.ReadAsync(cancellationToken)).Select(CopyEntry.Of).ToList();
            if (json)
                JsonOutput.Write(console.Out, entries);
            else
                CopyTables.Print(console, entries);
            return ExitCodes.Success;
        });
        command.Add(CreatePurge(console));
        command.Add(CreateForget(console));
        return command;
    }

    private static Command CreatePurge(TrainerConsole console)
    {
        var command = new Command(
            "purge", "Take erased shoppers out of every registered folder that this machine sees: for machines without "
            + "a gateway, which does it by itself.");
        Add(command, console, async (_, stores, json, cancellationToken) =>
        {
            var purger = new CopyPurger(
                stores.Copies, stores.Erased, Environment.MachineName, CopyPurger.DefaultForgetAfter);
            var purges = new List<CopyPurge>();
            await stores.Audit.AuditAsync(AuditActs.CopiesChange, "purge", async () =>
            {
                foreach (var copy in await stores.Copies.ReadAsync(cancellationToken))
                    purges.Add(await purger.PurgeAsync(copy, console.Time.GetUtcNow(), cancellationToken));
                return purges.Count;
            });
            if (json)
                JsonOutput.Write(console.Out, purges.Select(PurgedEntry.Of));
            else
                CopyTables.Print(console, purges);
            return purges.Any(purge => purge.Outcome == CopyOutcome.Failed) ? ExitCodes.Failure : ExitCodes.Success;
        });
        return command;
    }

    private static Command CreateForget(TrainerConsole console)
    {
        var command = new Command(
            "forget", "Take a folder off the register, such as one of a machine that is no more. The folder stays.");
        var directory = new Argument<string>("DIR") { Description = "Its path as the list has it." };
        var machine = new Option<string>("--machine")
        {
            Description = "Machine that wrote it; else this one.",
            HelpName = "NAME",
            DefaultValueFactory = _ => Environment.MachineName,
        };
        command.Add(directory);
        command.Add(machine);
        Add(command, console, async (parsed, stores, json, cancellationToken) =>
        {
            var (path, host) = (parsed.GetRequiredValue(directory), parsed.GetRequiredValue(machine));
            var copy = Find(await stores.Copies.ReadAsync(cancellationToken), path, host);
            await stores.Audit.AuditAsync(AuditActs.CopiesChange, $"forget {copy.Directory}", async () =>
            {
                await stores.Copies.ForgetAsync(copy.Id, cancellationToken);
                return copy.Id;
            });
            if (json)
                JsonOutput.Write(console.Out, new { copy.Machine, copy.Directory, Forgotten = true });
            else
                console.Out.WriteLine($"Forgot {copy.Directory} of {copy.Machine}: nobody purges it from now on.");
            return ExitCodes.Success;
        });
        return command;
    }

    private static LogCopy Find(IReadOnlyList<LogCopy> copies, string path, string machine) =>
        copies.FirstOrDefault(copy => copy.Machine == machine
            && (copy.Directory == path || copy.Directory == Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))))
        ?? throw new AyniException(
            ErrorCodes.NotFound,
            $"No folder '{path}' of machine {machine} is registered: `copies` lists those that are, and --machine "
            + "names another machine.");

    private static void Add(
        Command command,
        TrainerConsole console,
        Func<ParseResult, AyniStorage, bool, CancellationToken, Task<int>> action)
    {
        var storage = new StorageArguments();
        var json = Verb.JsonOption();
        storage.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            await using var stores = await AyniStorage.OpenAsync(storage.Read(parsed), console.Time, cancellationToken);
            return await action(parsed, stores, parsed.GetValue(json), cancellationToken);
        });
    }
}
