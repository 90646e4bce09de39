using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.Storage.Sqlite;

namespace Ayni.Storage.Backups;

/// <summary>
/// Writes a store into one archive while it serves: log, catalogue, registers, states of grains and models, all as of
/// one moment. What is in hand and begins anew by itself is left out: membership and reminders of a cluster, the run of
/// a training that is not over with its files, and uploads.
/// </summary>
public static class StoreBackup
{
    private const int ProgressRows = 1 << 14;

    /// <summary>Version of the schema that this program makes.</summary>
    public static int SchemaVersion => SqliteSchema.Migrations[^1].Version;

    /// <summary>Writes an archive; nothing is at its name until it is whole.</summary>
    /// <param name="request">What, and where to.</param>
    /// <param name="timeProvider">Dates the archive.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Gives up, and leaves nothing behind.</param>
    /// <exception cref="AyniException">
    /// <c>conflict</c>: the file is there already, or the store's schema is newer than the program's.
    /// <c>not_found</c>: there is no store.
    /// </exception>
    public static async Task<BackupManifest> WriteAsync(
        BackupRequest request,
        TimeProvider timeProvider,
        IProgress<BackupProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(timeProvider);
        RefuseTaken(request.File);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var snapshot = await StoreSnapshot.OpenAsync(request.Storage, request.ServiceId, cancellationToken)
            .ConfigureAwait(false);
        await using var snapshotScope = snapshot.ConfigureAwait(false);
        var createdAt = timeProvider.GetUtcNow();
        using var writer = new BackupWriter(request.File);
        await WriteRowsAsync(snapshot, writer, progress, cancellationToken).ConfigureAwait(false);
        var (done, keys) = (0, snapshot.Keys);
        foreach (var key in keys)
        {
            progress?.Report(new BackupProgress("files", done++, keys.Count, "files"));
            await writer.AddFileAsync(
                BackupParts.OfFile(key), part => snapshot.CopyAsync(key, part, cancellationToken))
                .ConfigureAwait(false);
        }

        var manifest = new BackupManifest
        {
            SchemaVersion = await snapshot.SchemaVersionAsync().ConfigureAwait(false),
            ProgramVersion = request.ProgramVersion,
            CreatedAt = createdAt,
            Database = snapshot.Database,
            LogPosition = await snapshot.LogPositionAsync().ConfigureAwait(false),
            CatalogPosition = await snapshot.CatalogPositionAsync().ConfigureAwait(false),
            Parts = writer.Parts,
        };
        writer.Complete(manifest);
        return manifest;
    }

    private static async Task WriteRowsAsync(
        StoreSnapshot snapshot,
        BackupWriter writer,
        IProgress<BackupProgress>? progress,
        CancellationToken cancellationToken)
    {
        foreach (var table in await snapshot.TablesAsync(cancellationToken).ConfigureAwait(false))
        {
            var total = await snapshot.CountAsync(table).ConfigureAwait(false);
            await writer.AddRowsAsync(
                BackupParts.OfTable(table.Name),
                [.. table.Columns.Select(column => column.Name)],
                (json, lines) => ReportAsync(
                    RowsAsync(snapshot, table, json, lines, cancellationToken), table.Name, total, progress))
                .ConfigureAwait(false);
        }

        await writer.AddRowsAsync(
            BackupParts.States,
            BackupParts.StateColumns,
            (json, lines) => ReportAsync(StatesAsync(snapshot, json, lines, cancellationToken), "states", 0, progress))
            .ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<long> RowsAsync(
        StoreSnapshot snapshot,
        StoredTable table,
        Utf8JsonWriter json,
        ArrayBufferWriter<byte> lines,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = snapshot.Select(table);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        for (var row = 1L; await reader.ReadAsync(cancellationToken).ConfigureAwait(false); row++)
        {
            RowText.Write(json, lines, reader);
            yield return row;
        }
    }

    private static async IAsyncEnumerable<long> StatesAsync(
        StoreSnapshot snapshot,
        Utf8JsonWriter json,
        ArrayBufferWriter<byte> lines,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = 0L;
        await foreach (var state in snapshot.StatesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (StoredGrains.IsRunUnderWay(state))
                continue;
            RowText.Write(json, lines, state);
            yield return ++row;
        }
    }

    private static async IAsyncEnumerable<long> ReportAsync(
        IAsyncEnumerable<long> rows, string part, long total, IProgress<BackupProgress>? progress)
    {
        progress?.Report(new BackupProgress(part, 0, total, "rows"));
        await foreach (var row in rows.ConfigureAwait(false))
        {
            if (row % ProgressRows == 0)
                progress?.Report(new BackupProgress(part, row, total, "rows"));
            yield return row;
        }
    }

    private static void RefuseTaken(string file)
    {
        if (File.Exists(file) || Directory.Exists(file))
            throw new AyniException(
                ErrorCodes.Conflict,
                $"'{Path.GetFullPath(file)}' is there already, and a backup replaces nothing. Name another file, or "
                + "move that one away.");
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
            throw new AyniException(
                ErrorCodes.NotFound,
                $"There is no folder '{Path.GetDirectoryName(Path.GetFullPath(file))}' to write the backup into. Make "
                + "it, or name another.");
    }
}
