using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Mart.Files;

/// <summary>A table: its columns, and how rows come out of its files.</summary>
internal sealed class MartTable<TRow> : IMartTable
    where TRow : new()
{
    public MartTable(string name, bool isPartitioned, IReadOnlyList<MartColumn<TRow>> columns)
    {
        Name = name;
        IsPartitioned = isPartitioned;
        Columns = columns;
        Schema = new ParquetSchema(columns.Select(column => column.Field));
    }

    public string Name { get; }

    public bool IsPartitioned { get; }

    public IReadOnlyList<MartColumn<TRow>> Columns { get; }

    public ParquetSchema Schema { get; }

    public IReadOnlyList<MartColumnInfo> ColumnInfos =>
        [.. Columns.Select(column => new MartColumnInfo(column.Name, column.Type, column.IsNullable))];

    /// <summary>Reads a file, a row group at a time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Columns to read; the rest stay as they are in a new row. Null: all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A column is missing.</exception>
    public async IAsyncEnumerable<TRow> ReadAsync(
        string path,
        IReadOnlyCollection<string>? columns = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var stream = File.OpenRead(path);
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken);
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            using var group = reader.OpenRowGroupReader(index);
            var rows = new TRow[checked((int)group.RowCount)];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = new TRow();
            foreach (var column in Columns)
            {
                if (columns is null || columns.Contains(column.Name))
                    await ReadAsync(path, group, column, rows, cancellationToken);
            }

            foreach (var row in rows)
                yield return row;
        }
    }

    private static async Task ReadAsync(
        string path, ParquetRowGroupReader group, MartColumn<TRow> column, TRow[] rows, CancellationToken cancellation)
    {
        try
        {
            await column.ReadAsync(group, rows, cancellation);
        }
        catch (ParquetException exception)
        {
            throw new InvalidDataException($"'{path}', column {column.Name}: {exception.Message}", exception);
        }
    }
}
