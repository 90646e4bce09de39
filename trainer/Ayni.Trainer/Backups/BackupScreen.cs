using System.CommandLine;
using System.Globalization;
using Ayni.Storage.Backups;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Backups;

/// <summary>What <c>backup</c> and <c>restore</c> take and show alike.</summary>
internal static class BackupScreen
{
    private const double BytesAMegabyte = 1e6;

    public static Option<string> ServiceOption() => new("--service")
    {
        Description = "With --postgres: service of the silos, as their Ayni:ServiceId says.",
        HelpName = "ID",
        DefaultValueFactory = _ => BackupRequest.DefaultService,
    };

    public static IProgress<BackupProgress> Relay(string verb, IProgress<StepProgress> steps) =>
        new Relay<BackupProgress>(progress => steps.Report(new StepProgress(
            $"{verb} {progress.Part}",
            progress.Total == 0 ? 0 : Math.Min(1, progress.Done / (double)progress.Total),
            progress.Done,
            progress.Unit)));

    /// <summary>The archive in one sentence, without its full stop.</summary>
    public static string Describe(BackupSummary archive) => string.Create(
        CultureInfo.InvariantCulture,
        $"{archive.File}: {archive.Interactions:N0} interactions up to position {archive.LogPosition}, "
        + $"{archive.Products:N0} products up to {archive.CatalogPosition}, {archive.States:N0} states, "
        + $"{archive.Files:N0} files; {archive.SizeBytes / BytesAMegabyte:N1} MB, as of "
        + $"{archive.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, schema {archive.SchemaVersion}");
}
