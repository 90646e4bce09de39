using System.Text.Json;
using Ayni.Data.Mart.Files;
using Ayni.Domain.Features;
using Ayni.Features.Definitions;
using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Features;

/// <summary>
/// Writes rows of keys and features as one Parquet file, in groups of <see cref="GroupRows"/> rows. Same rows, same
/// bytes. What is missing is null.
/// </summary>
internal sealed class FeatureTable : IAsyncDisposable
{
    /// <summary>Rows of a group; the last one may have fewer.</summary>
    public const int GroupRows = 65_536;

    private readonly FileStream _file;
    private readonly ParquetWriter _writer;
    private readonly TableColumn[] _columns;
    private int _buffered;

    private FeatureTable(FileStream file, ParquetWriter writer, TableColumn[] columns) =>
        (_file, _writer, _columns) = (file, writer, columns);

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins a file; one that is there is replaced.</summary>
    /// <param name="path">Where.</param>
    /// <param name="keys">Columns that say which row it is.</param>
    /// <param name="features">Columns of features.</param>
    /// <param name="metadata">What the file says of itself.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task<FeatureTable> CreateAsync(
        string path,
        IEnumerable<KeyColumn> keys,
        IEnumerable<FeatureDefinition> features,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        TableColumn[] columns =
        [
            .. keys.Select(key => key.Make()),
            .. features.Select(feature => TableColumn.Of(feature.Name, feature.Kind)),
        ];
        var schema = new ParquetSchema(columns.Select(column => (Field)column.Field));
        var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        try
        {
            var writer = await ParquetWriter.CreateAsync(
                schema,
                file,
                new ParquetOptions { CompressionMethod = CompressionMethod.Zstd },
                cancellationToken: cancellationToken);
            writer.CustomMetadata = metadata;
            return new FeatureTable(file, writer, columns);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a row: its keys, then its features.</summary>
    public async Task AddAsync(
        IEnumerable<FeatureValue> keys, IEnumerable<FeatureValue> features, CancellationToken cancellationToken)
    {
        var index = 0;
        foreach (var value in keys.Concat(features))
            _columns[index++].Add(value);
        Rows++;
        if (++_buffered == GroupRows)
            await FlushAsync(cancellationToken);
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        // A file without a group is one that some readers refuse.
        if (_buffered > 0 || Rows == 0)
            await FlushAsync(cancellationToken);
        await _writer.DisposeAsync();
        await _file.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _file.DisposeAsync();

    /// <summary>The metadata of a file: the version of the definitions, and each of its own in full.</summary>
    public static Dictionary<string, string> MetadataOf(
        IEnumerable<FeatureDefinition> definitions, IReadOnlyDictionary<string, string> others)
    {
        var metadata = new Dictionary<string, string>(others, StringComparer.Ordinal)
        {
            ["ayni.feature_set"] = FeatureSet.Version,
            ["ayni.features"] = JsonSerializer.Serialize(
                definitions.Select(FeatureDescription.Of), FeatureDescription.Json),
        };
        return metadata;
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        using var group = _writer.CreateRowGroup();
        foreach (var column in _columns)
            await column.WriteAsync(group, cancellationToken);
        TextStatistics.Complete(group);
        _buffered = 0;
    }
}
