using System.Globalization;
using System.Runtime.CompilerServices;
using Ayni.Storage.Erasures;
using Ayni.Storage.Interactions;

namespace Ayni.Storage.Backups;

/// <summary>What a store or an archive knows of erasures.</summary>
internal static class ErasureRows
{
    /// <summary>Hash of an erased event's id, position.</summary>
    public static StoredTable Events { get; } = new(
        "erased_events",
        [
            new StoredColumn("event_hash", ColumnKind.Blob, 1),
            new StoredColumn("position", ColumnKind.Integer, 0),
        ]);

    private static readonly StoredTable EventsByErasure = Events with
    {
        Columns = [.. Events.Columns, new StoredColumn("erasure", ColumnKind.Integer, 0)],
    };

    private static readonly StoredTable Reasons = new(
        "erasures",
        [
            new StoredColumn("number", ColumnKind.Integer, 1),
            new StoredColumn("reason", ColumnKind.Integer, 0),
        ]);

    private static readonly StoredTable Keys = new(
        "erasure_keys",
        [
            new StoredColumn("number", ColumnKind.Integer, 1),
            new StoredColumn("secret", ColumnKind.Blob, 0),
        ]);

    private static readonly StoredTable Tombstones = new(
        "erasure_tombstones",
        [
            new StoredColumn("user_hash", ColumnKind.Blob, 1),
            new StoredColumn("erased_at_ms", ColumnKind.Integer, 0),
            new StoredColumn("position", ColumnKind.Integer, 0),
        ]);

    /// <summary>
    /// Rows of erased events, without what was deleted because it was kept long enough: its shoppers took nothing back,
    /// and the next run deletes it anew.
    /// </summary>
    public static async IAsyncEnumerable<object?[]> EventsAsync(
        ErasureSource source, string serviceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var aged = await ReadAsync(source, Reasons, serviceId, cancellationToken)
            .Where(row => Convert.ToInt64(row[1], CultureInfo.InvariantCulture) == (long)ErasureReason.Retention)
            .Select(row => (long)row[0]!)
            .ToHashSetAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        // Before events had the number of their erasure, nothing was deleted for its age.
        var rows = ReadAsync(source, aged.Count == 0 ? Events : EventsByErasure, serviceId, cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            if (aged.Count == 0 || row[2] is not long number || !aged.Contains(number))
                yield return [row[0], row[1]];
        }
    }

    /// <summary>Tombstones of shoppers and their keys; none of a schema from before there were any.</summary>
    public static async Task<(IReadOnlyList<byte[]> Keys, IReadOnlyList<Tombstone> Tombstones)> TombstonesAsync(
        ErasureSource source, string serviceId, CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(source, Keys, serviceId, cancellationToken)
            .Select(row => (byte[])row[1]!).ToListAsync(cancellationToken).ConfigureAwait(false);
        var tombstones = await ReadAsync(source, Tombstones, serviceId, cancellationToken)
            .Select(row => new Tombstone((byte[])row[0]!, (long)row[1]!, (long)row[2]!))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return (keys, tombstones);
    }

    // Nothing of a schema that lacks the table or one of its columns.
    private static IAsyncEnumerable<object?[]> ReadAsync(
        ErasureSource source, StoredTable table, string serviceId, CancellationToken cancellationToken) =>
        source.File is { } file
            ? OfArchiveAsync(file, table, cancellationToken)
            : OfStoreAsync(source.Storage!, table, serviceId, cancellationToken);

    private static async IAsyncEnumerable<object?[]> OfArchiveAsync(
        string file, StoredTable asked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = BackupFile.Open(file);
        await archive.CheckAsync(null, cancellationToken).ConfigureAwait(false);
        var part = BackupParts.OfTable(asked.Name);
        if (archive.Manifest.Parts.FirstOrDefault(each => each.Name == part) is not { } rows)
            yield break;
        // Of a later schema, a row has more columns, which are not asked for.
        var names = rows.Columns.ToList();
        if (asked.Columns.Any(column => !names.Contains(column.Name)))
            yield break;
        var table = asked with { Columns = [.. names.Select(name => ColumnOf(asked, name))] };
        var places = asked.Columns.Select(column => names.IndexOf(column.Name)).ToList();
        var values = RestoredRows.ReadAsync(archive, rows, table, cancellationToken);
        await foreach (var row in values.ConfigureAwait(false))
            yield return [.. places.Select(place => row[place])];
    }

    private static StoredColumn ColumnOf(StoredTable table, string name) =>
        table.Columns.FirstOrDefault(column => column.Name == name) ?? new StoredColumn(name, ColumnKind.Integer, 0);

    private static async IAsyncEnumerable<object?[]> OfStoreAsync(
        StorageOptions options,
        StoredTable table,
        string serviceId,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var store = await StoreSnapshot.OpenAsync(options, serviceId, cancellationToken).ConfigureAwait(false);
        await using var storeScope = store.ConfigureAwait(false);
        var tables = await store.TablesAsync(cancellationToken).ConfigureAwait(false);
        var known = tables.FirstOrDefault(each => each.Name == table.Name)?.Columns.Select(column => column.Name) ?? [];
        if (table.Columns.Any(column => !known.Contains(column.Name)))
            yield break;
        var command = store.Select(table);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            yield return row;
        }
    }
}
