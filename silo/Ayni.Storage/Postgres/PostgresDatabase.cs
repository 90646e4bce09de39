using System.Data;
using System.Data.Common;
using Ayni.Domain;
using Ayni.Domain.Errors;
using Ayni.Storage.Schema;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>A PostgreSQL database, shared by any number of processes.</summary>
internal sealed class PostgresDatabase : IStorageDatabase
{
    /// <summary>Name of the advisory lock under which the schema is made: the letters of "ayni".</summary>
    private const long SchemaLock = 0x61796E69;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _initializing = new(1);
    private readonly PostgresChangeSignal _changes;
    private volatile bool _isInitialized;

    public PostgresDatabase(string connectionString, TimeProvider timeProvider)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = PostgresSchema.Name };
        _source = NpgsqlDataSource.Create(builder);
        _timeProvider = timeProvider;
        _changes = new PostgresChangeSignal(builder.ToString(), timeProvider);
    }

    public IChangeSignal Changes => _changes;

    public async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        if (_isInitialized)
            return;
        await _initializing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isInitialized)
                return;
            await InTransactionAsync(MigrateAsync, cancellationToken).ConfigureAwait(false);
            _isInitialized = true;
        }
        finally
        {
            _initializing.Release();
        }
    }

    public async ValueTask<DbConnection> OpenForReadAsync(CancellationToken cancellationToken)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync<T>((NpgsqlConnection connection) => work(connection), cancellationToken);

    /// <summary>As the interface's, with the connection as it is.</summary>
    public async Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        return await InTransactionAsync(work, cancellationToken).ConfigureAwait(false);
    }

    public Task AnnounceAsync(DbConnection connection) => connection.ExecuteAsync(PostgresChangeSignal.Notify);

    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T> InTransactionAsync<T>(
        Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken)
            .ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        var result = await work(connection).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    private async Task<int> MigrateAsync(NpgsqlConnection connection)
    {
        var encoding = (string?)await connection.ScalarAsync("SHOW server_encoding").ConfigureAwait(false);
        if (encoding != "UTF8")
            throw new AyniException(
                ErrorCodes.Conflict,
                $"The database {connection.Database} has the encoding {encoding}; ids need UTF8. "
                + "Create it with ENCODING 'UTF8' TEMPLATE template0.");
        await connection.ExecuteAsync($"SELECT pg_advisory_xact_lock({SchemaLock})").ConfigureAwait(false);
        await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {PostgresSchema.Name}").ConfigureAwait(false);
        return await SchemaMigrator.MigrateAsync(connection, PostgresSchema.Migrations, _timeProvider.GetUtcNow())
            .ConfigureAwait(false);
    }
}
