using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Imports;

namespace Ayni.Storage.Imports;

/// <summary>What was imported, in either database.</summary>
internal sealed class ImportHistory(IStorageDatabase database) : IImportHistory
{
    private const string Columns =
        "target, file_name, sha256, size_bytes, mapping, mapping_sha256, first_position, last_position, rows_read, "
        + "rows_kept, imported_at_ms";

    public Task AddAsync(IReadOnlyList<ImportRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        return records.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(
                async connection =>
                {
                    foreach (var record in records)
                        await InsertAsync(connection, record).ConfigureAwait(false);
                    return records.Count;
                },
                cancellationToken);
    }

    public async Task<IReadOnlyList<ImportRecord>> ReadNewestAsync(
        int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(
            $"SELECT {Columns} FROM imports ORDER BY id DESC LIMIT @limit", ("limit", limit));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var newestFirst = new List<ImportRecord>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            newestFirst.Add(Read(reader));
        newestFirst.Reverse();
        return newestFirst;
    }

    private static Task<int> InsertAsync(DbConnection connection, ImportRecord record) => connection.ExecuteAsync(
        $"INSERT INTO imports ({Columns}) VALUES (@target, @file, @sha, @size, @mapping, @mapping_sha, @first, @last, "
        + "@read, @kept, @at)",
        ("target", (int)record.Target),
        ("file", record.FileName),
        ("sha", record.Sha256),
        ("size", record.SizeBytes),
        ("mapping", record.Mapping),
        ("mapping_sha", record.MappingSha256),
        ("first", record.FirstPosition),
        ("last", record.LastPosition),
        ("read", record.RowsRead),
        ("kept", record.RowsKept),
        ("at", record.ImportedAt.ToUnixTimeMilliseconds()));

    private static ImportRecord Read(DbDataReader row) => new()
    {
        Target = (ImportTarget)Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture),
        FileName = row.GetString(1),
        Sha256 = row.GetString(2),
        SizeBytes = row.GetInt64(3),
        Mapping = row.GetString(4),
        MappingSha256 = row.GetString(5),
        FirstPosition = row.GetInt64(6),
        LastPosition = row.GetInt64(7),
        RowsRead = row.GetInt64(8),
        RowsKept = row.GetInt64(9),
        ImportedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(10)),
    };
}
