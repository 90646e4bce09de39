using System.CommandLine;
using Ayni.Domain.Auditing;
using Ayni.Storage.Backups;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Backups;

/// <summary><c>restore</c>: an archive into an empty store.</summary>
internal static class RestoreCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command(
            "restore", "Read an archive of `backup` into an empty data directory or database, whichever it is of.");
        var arguments = new RestoreArguments();
        arguments.AddTo(command);
        command.SetVerb(console, arguments.Json, (parsed, cancellationToken) => parsed.GetValue(arguments.Check)
            ? CheckAsync(console, arguments, parsed, cancellationToken)
            : RestoreAsync(console, arguments, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RestoreAsync(
        TrainerConsole console, RestoreArguments arguments, ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = arguments.Read(parsed);
        var report = await ProgressScreen.ShowAsync(
            console,
            steps => StoreRestore.RunAsync(
                request, console.Time, BackupScreen.Relay("Restore", steps), cancellationToken));
        // The trail is of the archive, so that the restore follows what it restored.
        await request.Storage.AuditAsync(
            console, AuditActs.StoreRestore, request.File, () => Task.FromResult(report), cancellationToken);
        var summary = BackupSummary.Of(request.File, report.Manifest);
        if (parsed.GetValue(arguments.Json))
        {
            JsonOutput.Write(
                console.Out,
                new { archive = summary, report.SchemaVersion, report.ErasedInteractions, report.ErasedShoppers });
            return ExitCodes.Success;
        }

        console.Out.WriteLine($"Restored {BackupScreen.Describe(summary)}.");
        if (request.Erased is not null)
            console.Out.WriteLine(
                $"Erased again {TableOutput.Count(report.ErasedInteractions)} interactions of "
                + $"{TableOutput.Count(report.ErasedShoppers)} shoppers, who had been erased since.");
        return ExitCodes.Success;
    }

    private static async Task<int> CheckAsync(
        TrainerConsole console, RestoreArguments arguments, ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(arguments.File);
        using var archive = BackupFile.Open(file);
        await ProgressScreen.ShowAsync(console, async steps =>
        {
            await archive.CheckAsync(BackupScreen.Relay("Archive", steps), cancellationToken);
            return true;
        });
        var summary = BackupSummary.Of(file, archive.Manifest);
        if (parsed.GetValue(arguments.Json))
            JsonOutput.Write(console.Out, summary);
        else
            console.Out.WriteLine($"Whole: {BackupScreen.Describe(summary)}.");
        return ExitCodes.Success;
    }
}
