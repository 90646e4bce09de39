using Ayni.Data.Copies;
using Ayni.Data.Features;
using Ayni.Domain.Copies;
using Ayni.Storage;
using Ayni.Trainer.Copying;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Featuring;

/// <summary>Reads log and catalogue and writes their features.</summary>
internal sealed class FeatureWriting(
    TrainerConsole console, StorageOptions storage, FeatureExportOptions options, TimeZoneInfo zone)
{
    private const string Working = "Working out features";

    /// <summary>Writes them.</summary>
    public Task<FeaturesDocument> RunAsync(string directory, CancellationToken cancellationToken) =>
        ProgressScreen.ShowAsync(console, progress => RunAsync(directory, progress, cancellationToken));

    private async Task<FeaturesDocument> RunAsync(
        string directory, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var clock = new StepClock(console.Time);
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        await using var copy = await CopyWriting.BeginAsync(
            stores.Copies, LogCopyKind.Features, Environment.MachineName, directory, console.Time.GetUtcNow(),
            CopyOrigins.OfLog(storage), cancellationToken);
        var read = await FeatureLogReader.OpenAsync(stores, zone, options.Since, progress, cancellationToken);
        var export = new FeatureExport(read.Catalogue, read.Log, read.CataloguePosition, options);
        var total = Math.Max(1, read.Log.Count);
        var manifest = await export.WriteAsync(
            directory,
            new Relay<long>(done => progress.Report(new StepProgress(Working, (double)done / total, done, "events"))),
            cancellationToken);
        await copy.CompleteAsync(read.Log.Head, cancellationToken);
        return new FeaturesDocument(
            directory, manifest.FeatureSet, manifest.AsOf, read.Log.Head, read.CataloguePosition,
            manifest.Interactions, manifest.Checked, manifest.Files, Math.Round(clock.Elapsed.TotalSeconds, 2));
    }
}
