using System.Globalization;
using Ayni.Data.Generation;
using Ayni.Domain.Auditing;
using Ayni.Domain.Interactions;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Generating;

/// <summary>Makes a shop and writes it where it was asked for, in one pass over its events.</summary>
internal sealed class ShopWriting(
    TrainerConsole console, ShopOptions options, string? csvDirectory, StorageOptions? storage)
{
    private const int ProductBatch = 2_000;
    private const int ReportEvery = 10_000;

    private readonly SortedDictionary<string, long> _byType = new(StringComparer.Ordinal);
    private long _events;

    public async Task<GenerateDocument> RunAsync(CancellationToken cancellationToken)
    {
        var clock = new StepClock(console.Time);
        var shop = ShopGenerator.Generate(options);
        using var csv = csvDirectory is null ? null : new ShopCsv(shop, csvDirectory);
        var log = await ProgressScreen.ShowAsync(console, async progress =>
        {
            var events = Watch(shop.Events, csv, progress, cancellationToken);
            if (storage is not null)
                return await AppendAsync(shop, events, cancellationToken);
            foreach (var _ in events)
            {
                // Watching writes the files.
            }

            return null;
        });
        return new GenerateDocument(
            options, shop.Users.Count, shop.Products.Count, _events, _byType, log?.Appended, log?.Duplicates,
            csvDirectory, Math.Round(clock.Elapsed.TotalSeconds, 2));
    }

    public static void Print(TrainerConsole console, GenerateDocument document)
    {
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Made {document.Users:N0} shoppers, {document.Products:N0} products and {document.Events:N0} interactions "
            + $"in {document.Seconds:F1} s."));
        console.Out.WriteLine(string.Join(", ", document.EventsByType.Select(
            pair => $"{pair.Key} {TableOutput.Count(pair.Value)}")));
        if (document.Appended is { } appended)
        {
            console.Out.WriteLine(
                $"Log: {TableOutput.Count(appended)} new, {TableOutput.Count(document.Duplicates ?? 0)} held already.");
        }

        if (document.CsvDirectory is { } directory)
            console.Out.WriteLine($"CSV files: {directory}");
    }

    private async Task<BulkAppendResult?> AppendAsync(
        GeneratedShop shop, IEnumerable<Interaction> events, CancellationToken cancellationToken)
    {
        await using var stores = await AyniStorage.OpenAsync(storage!, console.Time, cancellationToken);
        return await stores.Audit.AuditAsync(AuditActs.ShopGenerate, target: null, async () =>
        {
            foreach (var batch in shop.Catalog.Chunk(ProductBatch))
                await stores.Catalog.UpsertAsync(batch, cancellationToken);
            return await stores.Log.AppendBulkAsync(events.ToAsyncEnumerable(), null, cancellationToken);
        });
    }

    private IEnumerable<Interaction> Watch(
        IEnumerable<Interaction> events,
        ShopCsv? csv,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        foreach (var interaction in events)
        {
            csv?.Write(interaction);
            var type = interaction.Type.ToString().ToLowerInvariant();
            _byType[type] = _byType.GetValueOrDefault(type) + 1;
            yield return interaction;
            if (++_events % ReportEvery != 0 && _events != options.Events)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            progress.Report(new StepProgress("Events", (double)_events / options.Events, _events, "events"));
        }
    }
}
