using System.Text.Json;
using Ayni.Domain.Features;
using Ayni.Features.Definitions;
using Ayni.Features.Offline;

namespace Ayni.Data.Features;

/// <summary>
/// Writes point-in-time features of every event, and snapshots of every shopper and product, as Parquet files with a
/// manifest. The manifest is written last: a folder with one is whole.
/// </summary>
/// <param name="catalogue">The catalogue.</param>
/// <param name="log">The log, opened for the events that get a row.</param>
/// <param name="cataloguePosition">Position of the catalogue as it was read.</param>
/// <param name="options">What to write.</param>
public sealed class FeatureExport(
    FeatureCatalogue catalogue, StoredLog log, long cataloguePosition, FeatureExportOptions options)
{
    /// <summary>Name of the manifest.</summary>
    public const string ManifestName = "manifest.json";

    /// <summary>Point-in-time features, a row an event.</summary>
    public const string EventsName = "interactions.parquet";

    /// <summary>Features of shoppers at the instant.</summary>
    public const string UsersName = "users.parquet";

    /// <summary>Features of products at the instant.</summary>
    public const string ProductsName = "products.parquet";

    /// <summary>How the manifest is written.</summary>
    internal static readonly JsonSerializerOptions ManifestJson = new(FeatureDescription.Json) { WriteIndented = true };

    private const int ReportEvery = 4_096;

    private static readonly KeyColumn AsOf = new(KeyColumn.AsOf, FeatureKind.Count);
    private static readonly KeyColumn FirstPosition = new(KeyColumn.FirstPosition, FeatureKind.Count);

    private readonly DateTimeOffset _asOf = options.AsOf
        ?? log.Newest?.AddMilliseconds(1) ?? DateTimeOffset.UnixEpoch;

    /// <summary>Writes the files.</summary>
    /// <param name="directory">Where; made if it is not there. Files of an export before are replaced.</param>
    /// <param name="progress">Told the number of events done.</param>
    /// <param name="cancellationToken">Ends the writing; no manifest stands then.</param>
    /// <exception cref="InvalidDataException">A row knows what came after it: nothing is to be trusted.</exception>
    public async Task<FeatureManifest> WriteAsync(
        string directory, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(directory);
        File.Delete(Path.Combine(directory, ManifestName));
        var (events, checkedRows) = await WriteEventsAsync(directory, progress, cancellationToken);
        FeatureFile[] files =
        [
            events,
            await WriteSnapshotAsync(
                directory, UsersName, [new(KeyColumn.User, FeatureKind.Text), AsOf, FirstPosition], UserFeatures.All,
                SnapshotFeatures.OfUsersAsync(catalogue, log, _asOf, cancellationToken), cancellationToken),
            await WriteSnapshotAsync(
                directory, ProductsName, [new("product_id", FeatureKind.Text), AsOf], ProductFeatures.All,
                SnapshotFeatures.OfProductsAsync(catalogue, log, _asOf, cancellationToken), cancellationToken),
        ];
        var manifest = new FeatureManifest(
            FeatureSet.Version, _asOf, options.Since, log.Head, cataloguePosition, catalogue.Cuts?.Version,
            catalogue.KeywordVersion, catalogue.EmbeddingVersion, catalogue.Zone.Id, log.Count, checkedRows, files,
            [.. FeatureSet.All.Select(FeatureDescription.Of)]);
        await File.WriteAllTextAsync(
            Path.Combine(directory, ManifestName), JsonSerializer.Serialize(manifest, ManifestJson), cancellationToken);
        return manifest;
    }

    private async Task<(FeatureFile File, int Checked)> WriteEventsAsync(
        string directory, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        KeyColumn[] keys =
        [
            new("event_id", FeatureKind.Text), new(KeyColumn.User, FeatureKind.Text),
            new("product_id", FeatureKind.Text), new("interaction_type", FeatureKind.Text),
            new(KeyColumn.Position, FeatureKind.Count), FirstPosition, new(KeyColumn.Time, FeatureKind.Count),
        ];
        var path = Path.Combine(directory, EventsName);
        var every = options.CheckedRows == 0 ? long.MaxValue : Math.Max(1, log.CountSince / options.CheckedRows);
        List<EventRow> toCheck = [];
        await using var table = await CreateAsync(path, keys, EventFeatures.Columns, cancellationToken);
        var done = 0L;
        await foreach (var row in EventFeatures.OfAsync(
            catalogue, log.ByTimeAsync(cancellationToken), cancellationToken))
        {
            if (++done % ReportEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(done);
            }

            if (row.Logged.Interaction.Timestamp < options.Since)
                continue;
            await table.AddAsync(KeysOf(row), row.Values, cancellationToken);
            if (table.Rows % every == 0 && toCheck.Count < options.CheckedRows)
                toCheck.Add(row);
        }

        await table.CompleteAsync(cancellationToken);
        await RequireHonestAsync(toCheck, cancellationToken);
        var file = await FeatureFile.OfAsync(path, table.Rows, EventFeatures.Columns.Count, cancellationToken);
        return (file, toCheck.Count);
    }

    private async Task RequireHonestAsync(IEnumerable<EventRow> rows, CancellationToken cancellationToken)
    {
        await foreach (var leak in LeakCheck.FindInRowsAsync(rows, catalogue, log, cancellationToken))
        {
            throw new InvalidDataException(
                $"{leak.Feature} at {leak.Instant:O} is '{leak.Given}', but the log before it gives '{leak.Honest}': "
                + "the files know the future and must not be used.");
        }
    }

    private async Task<FeatureFile> WriteSnapshotAsync(
        string directory,
        string name,
        KeyColumn[] keys,
        IReadOnlyList<FeatureDefinition> features,
        IAsyncEnumerable<EntityRow> rows,
        CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, name);
        await using var table = await CreateAsync(path, keys, features, cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            FeatureValue[] values = [FeatureValue.OfText(row.Id), TimeOf(_asOf)];
            await table.AddAsync(
                keys.Contains(FirstPosition) ? [.. values, FirstOf(row.Id)] : values, row.Values, cancellationToken);
        }

        await table.CompleteAsync(cancellationToken);
        return await FeatureFile.OfAsync(path, table.Rows, features.Count, cancellationToken);
    }

    private Task<FeatureTable> CreateAsync(
        string path,
        IEnumerable<KeyColumn> keys,
        IReadOnlyList<FeatureDefinition> features,
        CancellationToken cancellationToken) => FeatureTable.CreateAsync(
            path,
            keys,
            features,
            FeatureTable.MetadataOf(features, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ayni.as_of"] = _asOf.ToString("O"),
                ["ayni.log_position"] = $"{log.Head}",
                ["ayni.catalogue_position"] = $"{cataloguePosition}",
                ["ayni.segment_cuts"] = catalogue.Cuts?.Version ?? "",
                ["ayni.keyword_counts"] = catalogue.KeywordVersion ?? "",
                ["ayni.embeddings"] = catalogue.EmbeddingVersion ?? "",
                ["ayni.time_zone"] = catalogue.Zone.Id,
            }),
            cancellationToken);

    private FeatureValue FirstOf(string userId) => FeatureValue.OfCount(log.FirstPositions[userId]);

    private IEnumerable<FeatureValue> KeysOf(EventRow row)
    {
        var interaction = row.Logged.Interaction;
        return
        [
            FeatureValue.OfText(interaction.EventId),
            FeatureValue.OfText(interaction.UserId),
            FeatureValue.OfText(interaction.ProductId),
            FeatureValue.OfText(interaction.Type.ToString().ToLowerInvariant()),
            FeatureValue.OfCount(row.Logged.Position),
            FirstOf(interaction.UserId),
            TimeOf(interaction.Timestamp),
        ];
    }

    private static FeatureValue TimeOf(DateTimeOffset time) => FeatureValue.OfCount(time.ToUnixTimeMilliseconds());
}
