using System.Data.Common;
using Ayni.Domain.Errors;
using Ayni.Storage.Backups;
using Ayni.Storage.Models;
using Ayni.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Ayni.Storage.Sqlite;

/// <summary>An empty data directory that an archive is read into.</summary>
internal sealed class SqliteRestore : RestoreTarget
{
    /// <summary>Rows of one commit.</summary>
    private const int CommitRows = 1 << 16;

    private const string LockName = "restore.lock";

    private readonly string _directory;
    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;

    private SqliteRestore(string directory, FileStream file, SqliteConnection connection) =>
        (_directory, _lock, _connection) = (directory, file, connection);

    protected override string ServiceId => "";

    public override DbConnection Connection => _connection;

    public override string HashSql => "sha256_text({0})";

    private string Files => Path.Combine(_directory, FileModelStore.DirectoryName);

    public static async Task RefuseFilledAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, SqliteDatabase.FileName);
        if (!File.Exists(path))
        {
            RefuseFiles(directory);
            return;
        }

        var connection = await ConnectAsync(path, SqliteOpenMode.ReadWrite, cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        if (!await IsEmptyAsync(connection).ConfigureAwait(false))
            throw Filled(directory, SqliteDatabase.FileName);
    }

    public static async Task<SqliteRestore> OpenAsync(string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var file = Lock(directory);
        try
        {
            await RefuseFilledAsync(directory, cancellationToken).ConfigureAwait(false);
            var connection = await ConnectAsync(
                Path.Combine(directory, SqliteDatabase.FileName), SqliteOpenMode.ReadWriteCreate, cancellationToken)
                .ConfigureAwait(false);
            return new SqliteRestore(directory, file, connection);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async Task BeginAsync(string archive, DateTimeOffset now)
    {
        await _connection.ExecuteAsync(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536").ConfigureAwait(false);
        await InTransactionAsync(async () =>
        {
            // Again under the lock: a gateway may have made the directory its own since.
            if (!await IsEmptyAsync(_connection).ConfigureAwait(false))
                throw Filled(_directory, SqliteDatabase.FileName);
            await UnfinishedRestore.MarkAsync(_connection, archive, now).ConfigureAwait(false);
            foreach (var table in await SqliteTables.NamesAsync(_connection).ConfigureAwait(false))
                if (table != UnfinishedRestore.Table)
                    await _connection.ExecuteAsync($"DROP TABLE {table}").ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (Directory.Exists(Files))
            Directory.Delete(Files, recursive: true);
    }

    public override Task MigrateAsync(int version, DateTimeOffset now) => InTransactionAsync(
        () => SchemaMigrator.MigrateAsync(_connection, [.. SqliteSchema.Migrations.Take(version)], now));

    public override Task<IReadOnlyList<StoredTable>> TablesAsync() => SqliteTables.ReadAsync(_connection);

    public override async Task FillAsync(
        StoredTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var insert = _connection.CreateCommand();
        await using var insertScope = insert.ConfigureAwait(false);
        insert.CommandText = $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES "
            + $"({string.Join(", ", table.Columns.Select((_, place) => $"@p{place}"))})";
        var parameters = table.Columns.Select((_, place) => insert.Parameters.Add(
            new SqliteParameter($"@p{place}", DBNull.Value))).ToArray();
        await _connection.ExecuteAsync($"DELETE FROM {table.Name}").ConfigureAwait(false);
        await _connection.ExecuteAsync("BEGIN IMMEDIATE").ConfigureAwait(false);
        try
        {
            var count = 0L;
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                for (var place = 0; place < parameters.Length; place++)
                    parameters[place].Value = row[place] ?? DBNull.Value;
                await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                if (++count % CommitRows == 0)
                    await _connection.ExecuteAsync("COMMIT; BEGIN IMMEDIATE").ConfigureAwait(false);
            }
        }
        finally
        {
            // Half of it may stay: the store is marked.
            await _connection.ExecuteAsync("COMMIT").ConfigureAwait(false);
        }
    }

    public override async Task AddFileAsync(
        string key, long bytes, Stream content, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Files, key.Replace('/', Path.DirectorySeparatorChar));
        DurableFile.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await using (file.ConfigureAwait(false))
        {
            await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        DurableFile.FlushDirectory(Path.GetDirectoryName(path)!);
    }

    public override async Task InTransactionAsync(Func<Task> work)
    {
        await _connection.ExecuteAsync("BEGIN IMMEDIATE").ConfigureAwait(false);
        try
        {
            await work().ConfigureAwait(false);
            await _connection.ExecuteAsync("COMMIT").ConfigureAwait(false);
        }
        catch
        {
            // Where SQLite has rolled back by itself there is nothing to do; the first error is told.
            _ = SQLitePCL.raw.sqlite3_exec(_connection.Handle, "ROLLBACK");
            throw;
        }
    }

    public override async Task CompleteAsync(DateTimeOffset now)
    {
        await InTransactionAsync(async () =>
        {
            await SchemaMigrator.MigrateAsync(_connection, SqliteSchema.Migrations, now).ConfigureAwait(false);
            await UnfinishedRestore.ClearAsync(_connection).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await _connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)").ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<bool> IsEmptyAsync(SqliteConnection connection) =>
        await UnfinishedRestore.IsMarkedAsync(connection, SqliteTables.Exists).ConfigureAwait(false)
        || (await SqliteTables.NamesAsync(connection).ConfigureAwait(false)).Count == 0;

    private static void RefuseFiles(string directory)
    {
        var files = Path.Combine(directory, FileModelStore.DirectoryName);
        if (Directory.Exists(files) && Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories).Any())
            throw Filled(directory, FileModelStore.DirectoryName);
    }

    private static AyniException Filled(string directory, string found) => new(
        ErrorCodes.Conflict,
        $"The data directory '{Path.GetFullPath(directory)}' is not empty: it has {found}, and a restore replaces "
        + "nothing. Name a new directory by --data, or move that one away.");

    // The operating system drops it with the process, however that ends.
    private static FileStream Lock(string directory)
    {
        try
        {
            return new FileStream(
                Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException error)
        {
            throw new AyniException(
                ErrorCodes.Conflict,
                $"Another restore into '{Path.GetFullPath(directory)}' is at work ({error.Message}). Wait for it.");
        }
    }

    private static async Task<SqliteConnection> ConnectAsync(
        string path, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            connection.CreateFunction("sha256_text", (string text) => EventHash.Of(text), isDeterministic: true);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
