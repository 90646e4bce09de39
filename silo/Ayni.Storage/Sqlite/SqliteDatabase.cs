using System.Data.Common;
using Ayni.Domain;
using Ayni.Domain.Errors;
using Ayni.Storage.Backups;
using Ayni.Storage.Changes;
using Ayni.Storage.Schema;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ayni.Storage.Sqlite;

/// <summary>
/// One SQLite file in WAL mode: pooled connections for reading, one connection for writing behind a gate. Several
/// processes may share the file.
/// </summary>
internal sealed class SqliteDatabase : IStorageDatabase
{
    /// <summary>Name of the file in the data directory.</summary>
    public const string FileName = "ayni.db";

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(1);

    private readonly string _directory;
    private readonly string _connectionString;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _writeGate = new(1);
    private SqliteConnection? _writeConnection;
    private readonly ChangeSignal _changes;
    private bool _isAnnounced;
    private bool _isClosed;

    // No connection is used by two threads at a time here, and a lock around every column that is read took a tenth of
    // an export. Where a connection was opened before, SQLite refuses: then it locks on.
    static SqliteDatabase()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    public SqliteDatabase(string directory, TimeProvider timeProvider)
    {
        _directory = directory;
        _timeProvider = timeProvider;
        _changes = new ChangeSignal(timeProvider);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(directory, FileName),
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = true,
        }.ToString();
    }

    /// <summary>Raised by the writers of this process; other processes are found by polling.</summary>
    public IChangeSignal Changes => _changes;

    public async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _writeConnection) is null)
            await WriteAsync(_ => Task.FromResult(true), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DbConnection> OpenForReadAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed), typeof(AyniStorage));
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        // Mapped pages are not copied: a quarter less time for a training read. Beyond the map it reads as usual.
        return await OpenAsync("PRAGMA cache_size = -16384; PRAGMA mmap_size = 1073741824", cancellationToken)
            .ConfigureAwait(false);
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync<T>((SqliteConnection connection) => work(connection), cancellationToken);

    /// <summary>As the interface's, with the connection as it is.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writeGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            ObjectDisposedException.ThrowIf(_isClosed, typeof(AyniStorage));
            _writeConnection ??= await OpenForWriteAsync(cancellationToken).ConfigureAwait(false);
            var result = await InTransactionAsync(_writeConnection, work, cancellationToken).ConfigureAwait(false);
            if (_isAnnounced)
                _changes.Raise();
            return result;
        }
        finally
        {
            _isAnnounced = false;
            await DropConnectionInTransactionAsync().ConfigureAwait(false);
            _writeGate.Release();
        }
    }

    // Deleted content is overwritten in the file (secure_delete); the log before it still holds it. Where a reader is
    // in the way it goes at the next checkpoint.
    public async Task ForgetDeletedAsync(CancellationToken cancellationToken)
    {
        await _writeGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            ObjectDisposedException.ThrowIf(_isClosed, typeof(AyniStorage));
            if (_writeConnection is { } connection)
                await connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)").ConfigureAwait(false);
        }
        finally
        {
            _writeGate.Release();
        }
    }

    public Task AnnounceAsync(DbConnection connection)
    {
        Announce();
        return Task.CompletedTask;
    }

    /// <summary>As <see cref="AnnounceAsync"/>: the writer holds the gate, so the mark is its own.</summary>
    public void Announce() => _isAnnounced = true;

    public async ValueTask DisposeAsync()
    {
        await _writeGate.WaitAsync().ConfigureAwait(false);
        try
        {
            _isClosed = true;
            if (_writeConnection is { } connection)
            {
                _writeConnection = null;
                await connection.DisposeAsync().ConfigureAwait(false);
                SqliteConnection.ClearPool(connection);
            }
        }
        finally
        {
            _writeGate.Release();
        }
    }

    // A rollback that failed leaves the connection in its transaction: the next write opens another.
    private async ValueTask DropConnectionInTransactionAsync()
    {
        if (_writeConnection is not { } connection || raw.sqlite3_get_autocommit(connection.Handle) != 0)
            return;
        _writeConnection = null;
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<SqliteConnection> OpenForWriteAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_directory);
        // FULL: a commit is on disk when it returns. NORMAL would lose the last ones on a power failure.
        var connection = await OpenAsync(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; "
            + "PRAGMA wal_autocheckpoint = 16000; PRAGMA secure_delete = ON",
            cancellationToken).ConfigureAwait(false);
        connection.CreateFunction("sha256_text", (string text) => EventHash.Of(text), isDeterministic: true);
        try
        {
            await InTransactionAsync(
                connection,
                async c =>
                {
                    await UnfinishedRestore.RefuseAsync(c, SqliteTables.Exists).ConfigureAwait(false);
                    return await SchemaMigrator.MigrateAsync(c, SqliteSchema.Migrations, _timeProvider.GetUtcNow())
                        .ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<SqliteConnection> OpenAsync(string pragmas, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(pragmas).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<T> InTransactionAsync<T>(
        SqliteConnection connection, Func<SqliteConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await BeginAsync(connection, cancellationToken).ConfigureAwait(false);
        try
        {
            var result = await work(connection).ConfigureAwait(false);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, "COMMIT"), connection.Handle);
            return result;
        }
        catch
        {
            // After some errors SQLite has rolled back by itself; then this does nothing. The first error is told.
            _ = raw.sqlite3_exec(connection.Handle, "ROLLBACK");
            throw;
        }
    }

    // SQLite's own busy handler sleeps up to 100 ms between two tries and starves beside a bulk import in another
    // process, which lets go of the lock for a few milliseconds only.
    private async Task BeginAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var begun = _timeProvider.GetTimestamp();
        int code;
        while ((code = raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE")) == raw.SQLITE_BUSY)
        {
            if (_timeProvider.GetElapsedTime(begun) > LockTimeout)
                throw new AyniException(
                    ErrorCodes.Overloaded,
                    $"{connection.DataSource} has been locked by another process for {LockTimeout.TotalSeconds} s; "
                    + "end that process or let it finish, and try again.");
            await Task.Delay(LockPoll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        SqliteException.ThrowExceptionForRC(code, connection.Handle);
    }
}
