using System.CommandLine;
using System.Reflection;
using Ayni.Domain.Auditing;
using Ayni.Storage.Backups;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Backups;

/// <summary><c>backup</c>: a store into one archive, while it serves.</summary>
internal static class BackupCommand
{
    /// <summary>Version of this program.</summary>
    private static readonly string ProgramVersion =
        typeof(BackupCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;

    public static Command Create(TrainerConsole console)
    {
        var command = new Command(
            "backup", "Write log, catalogue, registers, states and models into one archive, while they are served.");
        var file = new Argument<string>("FILE") { Description = "The archive to write; it must not be there yet." };
        var storage = new StorageArguments();
        var service = BackupScreen.ServiceOption();
        var json = Verb.JsonOption();
        command.Add(file);
        storage.AddTo(command);
        command.Add(service);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var request = new BackupRequest
            {
                File = parsed.GetRequiredValue(file),
                Storage = storage.Read(parsed),
                ServiceId = parsed.GetRequiredValue(service),
                ProgramVersion = ProgramVersion,
            };
            var manifest = await ProgressScreen.ShowAsync(
                console,
                steps => StoreBackup.WriteAsync(
                    request, console.Time, BackupScreen.Relay("Backup", steps), cancellationToken));
            // A store of an older schema stays one, and has no trail to write to.
            if (manifest.SchemaVersion == StoreBackup.SchemaVersion)
            {
                await request.Storage.AuditAsync(
                    console, AuditActs.StoreBackup, request.File, () => Task.FromResult(manifest), cancellationToken);
            }

            var summary = BackupSummary.Of(request.File, manifest);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, summary);
            else
                console.Out.WriteLine($"Wrote {BackupScreen.Describe(summary)}.");
            return ExitCodes.Success;
        });
        return command;
    }
}
