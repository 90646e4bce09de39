using Ayni.Data.Mart.Files;
using Ayni.Preprocessing.Tables;
using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Preprocessing;

/// <summary>
/// Writes rows that went through a pipeline, a row group of the source at a time: keys as they were, all else numbers
/// or texts. Same rows, same bytes.
/// </summary>
internal sealed class ProcessedFile(string path, string timeColumn, IReadOnlyDictionary<string, string> metadata)
    : IAsyncDisposable
{
    private FileStream? _file;
    private ParquetWriter? _writer;
    private DataField[] _fields = [];

    public string Path => path;

    public long Rows { get; private set; }

    public int Columns { get; private set; }

    /// <summary>Writes some rows; the first ones say what the columns are, were there none.</summary>
    public async Task WriteAsync(
        IReadOnlyList<NamedColumn> keys, IReadOnlyList<NamedColumn> columns, CancellationToken cancellationToken)
    {
        NamedColumn[] all = [.. keys, .. columns];
        var rows = all[0].Values.Count;
        if (_writer is null)
            await BeginAsync(all, keys.Count, cancellationToken);
        // A file without a group is one that some readers refuse: one without rows has an empty one.
        if (rows == 0 && Columns > 0)
            return;
        using var group = _writer!.CreateRowGroup();
        for (var index = 0; index < all.Length; index++)
            await WriteAsync(group, _fields[index], all[index].Values, cancellationToken);
        TextStatistics.Complete(group);
        (Rows, Columns) = (Rows + rows, columns.Count);
    }

    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await _writer!.DisposeAsync();
        await _file!.FlushAsync(cancellationToken);
        await _file.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
            await _file.DisposeAsync();
    }

    private async Task BeginAsync(NamedColumn[] columns, int keys, CancellationToken cancellationToken)
    {
        _fields = [.. columns.Select((column, index) => FieldOf(column, index < keys))];
        _file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        _writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(_fields.Select(field => (Field)field)), _file,
            new ParquetOptions { CompressionMethod = CompressionMethod.Zstd }, cancellationToken: cancellationToken);
        _writer.CustomMetadata = metadata;
    }

    private DataField FieldOf(NamedColumn column, bool isKey) =>
        column.Values.IsText ? new DataField<string>(column.Name, nullable: true)
            : !isKey ? new DataField<double>(column.Name, nullable: true)
            : column.Name != timeColumn ? new DataField<long>(column.Name, nullable: true)
            : new DateTimeDataField(
                column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis,
                isNullable: true);

    private static Task WriteAsync(
        ParquetRowGroupWriter group, DataField field, ColumnValues values, CancellationToken cancellationToken)
    {
        if (values.IsText)
            return group.WriteAsync(field, (IReadOnlyCollection<string>)values.Texts!);
        return (Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType) switch
        {
            var type when type == typeof(long) => NumbersAsync(number => (long)number),
            var type when type == typeof(DateTime) => NumbersAsync(
                number => DateTimeOffset.FromUnixTimeMilliseconds((long)number).UtcDateTime),
            _ => NumbersAsync(number => number),
        };

        Task NumbersAsync<T>(Func<double, T> valueOf)
            where T : struct => group.WriteAsync<T>(
                field,
                Array.ConvertAll(values.Numbers, number => double.IsNaN(number) ? (T?)null : valueOf(number))
                    .AsMemory(),
                cancellationToken: cancellationToken);
    }
}
