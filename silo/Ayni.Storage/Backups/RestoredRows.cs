using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Ayni.Storage.Backups;

/// <summary>Rows of an archive as the columns of a table hold them.</summary>
internal static class RestoredRows
{
    /// <summary>The rows of a part.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="part">The part.</param>
    /// <param name="table">The table, with the part's columns in the part's order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">A value is not of its column's kind.</exception>
    public static async IAsyncEnumerable<object?[]> ReadAsync(
        BackupFile archive,
        BackupPart part,
        StoredTable table,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var values = new object?[table.Columns.Count];
        var number = 0L;
        await foreach (var row in archive.RowsAsync(part, cancellationToken).ConfigureAwait(false))
        {
            number++;
            for (var place = 0; place < values.Length; place++)
                values[place] = Value(archive, part, number, table.Columns[place], row[place]);
            yield return values;
        }
    }

    /// <summary>A table with the columns of a part, in the part's order.</summary>
    /// <exception cref="InvalidDataException">The part has a column that the table lacks.</exception>
    public static StoredTable Fit(BackupFile archive, BackupPart part, StoredTable table) => table with
    {
        Columns = [.. part.Columns.Select(name => table.Columns.FirstOrDefault(column => column.Name == name)
            ?? throw archive.Damaged(part.Name, $"has a column {name}, which {table.Name} does not have"))],
    };

    private static object? Value(BackupFile archive, BackupPart part, long row, StoredColumn column, JsonElement value)
    {
        try
        {
            return RowText.Value(value, column.Kind);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            throw archive.Damaged(
                part.Name, $"has in row {row} a {column.Name} that is no {column.Kind} ({exception.Message})");
        }
    }
}
