using System.Globalization;
using System.Text.Json;
using Ayni.Data.Features;
using Ayni.Domain.Features;
using Ayni.Features.Definitions;
using Ayni.Preprocessing.Tables;
using Parquet;
using Parquet.Schema;
using InputColumn = Ayni.Preprocessing.Tables.TableColumn;

namespace Ayni.Data.Preprocessing;

/// <summary>One file of an export of features, read a column or a row group at a time.</summary>
public sealed class FeatureParquet : ITable, IAsyncDisposable
{
    private const string SetKey = "ayni.feature_set";
    private const string FeaturesKey = "ayni.features";
    private const string PositionKey = "ayni.log_position";

    private readonly ParquetReader _reader;
    private readonly Dictionary<string, DataField> _fields;

    private FeatureParquet(string name, ParquetReader reader)
    {
        (Name, _reader) = (name, reader);
        _fields = reader.Schema.GetDataFields().ToDictionary(field => field.Name, StringComparer.Ordinal);
        FeatureSet = reader.CustomMetadata[SetKey];
        var features = JsonSerializer.Deserialize<FeatureDescription[]>(
            reader.CustomMetadata[FeaturesKey], FeatureDescription.Json)!
            .ToDictionary(feature => feature.Name, StringComparer.Ordinal);
        Columns = [.. reader.Schema.GetDataFields().Select(field => features.TryGetValue(field.Name, out var feature)
            ? new InputColumn(feature.Name, feature.Type, false, feature.Default)
            : new InputColumn(
                field.Name, IsText(field) ? FeatureKind.Text : FeatureKind.Count, true))];
    }

    /// <summary>Names of the files of an export, without their ending.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        Path.GetFileNameWithoutExtension(FeatureExport.EventsName),
        Path.GetFileNameWithoutExtension(FeatureExport.UsersName),
        Path.GetFileNameWithoutExtension(FeatureExport.ProductsName),
    ];

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string FeatureSet { get; }

    /// <inheritdoc/>
    public string TimeColumn => _fields.ContainsKey(KeyColumn.Time) ? KeyColumn.Time : KeyColumn.AsOf;

    /// <inheritdoc/>
    public string? OriginColumn => _fields.ContainsKey(KeyColumn.FirstPosition) ? KeyColumn.FirstPosition : null;

    /// <inheritdoc/>
    public IReadOnlyList<InputColumn> Columns { get; }

    /// <summary>Row groups.</summary>
    public int Groups => _reader.RowGroupCount;

    /// <summary>Rows.</summary>
    public long Rows => _reader.RowGroups.Sum(group => group.RowCount);

    /// <summary>Last position of the log in it; null: the file does not say.</summary>
    public long? LogPosition =>
        long.TryParse(
            _reader.CustomMetadata.GetValueOrDefault(PositionKey), NumberStyles.None, CultureInfo.InvariantCulture,
            out var position)
            ? position
            : null;

    /// <summary>Checks that a folder holds a file of an export that was written to its end.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void RequireWhole(string directory, string name)
    {
        if (!File.Exists(Path.Combine(directory, FeatureExport.ManifestName))
            || !File.Exists(Path.Combine(directory, $"{name}.parquet")))
        {
            throw new InvalidDataException(
                $"'{directory}' holds no whole export of features with {name}.parquet: write one by features --out.");
        }
    }

    /// <summary>Opens a file of an export.</summary>
    /// <param name="directory">Folder of the export.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">The folder holds no whole export, or the file no features.</exception>
    public static async Task<FeatureParquet> OpenAsync(
        string directory, string name, CancellationToken cancellationToken)
    {
        RequireWhole(directory, name);
        var path = Path.Combine(directory, $"{name}.parquet");
        var reader = await ParquetReader.CreateAsync(path, cancellationToken: cancellationToken);
        if (reader.CustomMetadata.ContainsKey(SetKey) && reader.CustomMetadata.ContainsKey(FeaturesKey))
            return new FeatureParquet(name, reader);
        await reader.DisposeAsync();
        throw new InvalidDataException(
            $"'{path}' does not say what its columns are: give a folder written by features --out.");
    }

    /// <inheritdoc/>
    public async Task<ColumnValues> ReadAsync(
        InputColumn column, CancellationToken cancellationToken)
    {
        List<ColumnValues> parts = [];
        for (var group = 0; group < Groups; group++)
            parts.Add(await ReadGroupAsync(column.Name, group, cancellationToken));
        return IsText(_fields[column.Name])
            ? new ColumnValues([.. parts.SelectMany(part => part.Texts)])
            : new ColumnValues([.. parts.SelectMany(part => part.Numbers)]);
    }

    /// <summary>Reads the values of a column in one row group.</summary>
    public async Task<ColumnValues> ReadGroupAsync(string column, int group, CancellationToken cancellationToken)
    {
        using var reader = _reader.OpenRowGroupReader(group);
        var field = _fields[column];
        if (IsText(field))
        {
            var texts = new string?[reader.RowCount];
            await reader.ReadAsync(field, texts.AsMemory(), cancellationToken: cancellationToken);
            return new ColumnValues(texts);
        }

        return new ColumnValues(Type.GetTypeCode(Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType) switch
        {
            TypeCode.Int64 => await NumbersAsync<long>(reader, field, number => number, cancellationToken),
            TypeCode.Double => await NumbersAsync<double>(reader, field, number => number, cancellationToken),
            TypeCode.Decimal => await NumbersAsync<decimal>(
                reader, field, number => (double)number, cancellationToken),
            TypeCode.Boolean => await NumbersAsync<bool>(reader, field, flag => flag ? 1 : 0, cancellationToken),
            TypeCode.DateTime => await NumbersAsync<DateTime>(
                reader, field, time => new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                cancellationToken),
            _ => throw new InvalidDataException($"Column {column} holds {field.ClrType.Name}, which is no feature."),
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static bool IsText(DataField field) =>
        field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>);

    private static async Task<double[]> NumbersAsync<T>(
        ParquetRowGroupReader reader, DataField field, Func<T, double> numberOf, CancellationToken cancellationToken)
        where T : struct
    {
        var values = new T?[reader.RowCount];
        await reader.ReadAsync<T>(field, values.AsMemory(), cancellationToken: cancellationToken);
        return Array.ConvertAll(values, value => value is { } known ? numberOf(known) : double.NaN);
    }
}
