using System.Runtime.CompilerServices;

namespace Ayni.Storage.Backups;

/// <summary>The table of erased events, of a store or of an archive: hash of the event's id, position.</summary>
internal static class ErasedRows
{
    public const string Table = "erased_events";

    public static StoredTable Columns { get; } = new(
        Table,
        [
            new StoredColumn("event_hash", ColumnKind.Blob, 1),
            new StoredColumn("position", ColumnKind.Integer, 0),
        ]);

    /// <summary>The rows; of an archive, after it was checked.</summary>
    public static IAsyncEnumerable<object?[]> ReadAsync(
        ErasureSource source, string serviceId, CancellationToken cancellationToken) =>
        source.File is { } file
            ? OfArchiveAsync(file, cancellationToken)
            : OfStoreAsync(source.Storage!, serviceId, cancellationToken);

    private static async IAsyncEnumerable<object?[]> OfArchiveAsync(
        string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = BackupFile.Open(file);
        await archive.CheckAsync(null, cancellationToken).ConfigureAwait(false);
        if (archive.Manifest.Parts.FirstOrDefault(part => part.Name == BackupParts.OfTable(Table)) is not { } rows)
            yield break;
        // Of a later schema, a row has more columns, which are not asked for.
        var names = rows.Columns.ToList();
        var table = Columns with { Columns = [.. names.Select(ColumnOf)] };
        var places = Columns.Columns.Select(column => names.IndexOf(column.Name)).ToList();
        var erased = RestoredRows.ReadAsync(archive, rows, table, cancellationToken);
        await foreach (var row in erased.ConfigureAwait(false))
            yield return [.. places.Select(place => row[place])];
    }

    private static StoredColumn ColumnOf(string name) =>
        Columns.Columns.FirstOrDefault(column => column.Name == name)
        ?? new StoredColumn(name, ColumnKind.Integer, 0);

    private static async IAsyncEnumerable<object?[]> OfStoreAsync(
        StorageOptions options, string serviceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var store = await StoreSnapshot.OpenAsync(options, serviceId, cancellationToken).ConfigureAwait(false);
        await using var storeScope = store.ConfigureAwait(false);
        var command = store.Select(Columns);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return [reader.GetValue(0), reader.GetInt64(1)];
    }
}
