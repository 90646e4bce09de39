using System.Data;
using System.Data.Common;
using Ayni.Domain;
using Ayni.Domain.Errors;
using Ayni.Storage.Backups;
using Ayni.Storage.Schema;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>A PostgreSQL database, shared by any number of processes.</summary>
internal sealed class PostgresDatabase : IStorageDatabase
{
    /// <summary>Name of the advisory lock under which the schema is made: the letters of "ayni".</summary>
    public const long SchemaLock = 0x61796E69;

    /// <summary>How often a silent connection is asked whether it lives, unless the operator says otherwise.</summary>
    private const int KeepAliveSeconds = 30;

    private const string PoolName = "ayni";

    private static readonly string TakeSchemaLock = $"SELECT pg_advisory_xact_lock({SchemaLock})";

    private readonly string _givenConnectionString;
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _initializing = new(1);
    private readonly PostgresChangeSignal _changes;
    private volatile bool _isInitialized;

    public PostgresDatabase(string connectionString, TimeProvider timeProvider)
    {
        _givenConnectionString = connectionString;
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = PostgresSchema.Name };
        // A firewall that forgets an idle connection, or a host that is gone, is noticed before the next use.
        if (builder.KeepAlive == 0)
            builder.KeepAlive = KeepAliveSeconds;
        // The name is the pool's in metrics; it would be the connection string.
        _source = new NpgsqlDataSourceBuilder(builder.ConnectionString) { Name = PoolName }.Build();
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
            await InTransactionAsync(_source, MigrateAsync, cancellationToken).ConfigureAwait(false);
            await MakeOrleansTablesAsync(cancellationToken).ConfigureAwait(false);
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
        return await InTransactionAsync(_source, work, cancellationToken).ConfigureAwait(false);
    }

    public Task ForgetDeletedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task AnnounceAsync(DbConnection connection) => connection.ExecuteAsync(PostgresChangeSignal.Notify);

    /// <summary>Refuses a database that cannot keep every id.</summary>
    public static void RequireUtf8(string database, string? encoding)
    {
        if (encoding != "UTF8")
            throw new AyniException(
                ErrorCodes.Conflict,
                $"The database {database} has the encoding {encoding}; ids need UTF8. "
                + "Create it with ENCODING 'UTF8' TEMPLATE template0.");
    }

    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<T> InTransactionAsync<T>(
        NpgsqlDataSource source, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
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
        RequireUtf8(connection.Database, encoding);
        await connection.ExecuteAsync(TakeSchemaLock).ConfigureAwait(false);
        await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {PostgresSchema.Name}").ConfigureAwait(false);
        await UnfinishedRestore.RefuseAsync(connection, PostgresTables.Exists).ConfigureAwait(false);
        return await SchemaMigrator.MigrateAsync(connection, PostgresSchema.Migrations, _timeProvider.GetUtcNow())
            .ConfigureAwait(false);
    }

    // Ayni's own search path would hide where the providers look, so the connection is made as they make theirs.
    private async Task MakeOrleansTablesAsync(CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(_givenConnectionString) { Pooling = false };
        var source = NpgsqlDataSource.Create(builder);
        await using var sourceScope = source.ConfigureAwait(false);
        await InTransactionAsync(
            source,
            async connection =>
            {
                await connection.ExecuteAsync(TakeSchemaLock).ConfigureAwait(false);
                await OrleansTables.ApplyAsync(connection).ConfigureAwait(false);
                await GrainStateMove.ApplyAsync(connection, _timeProvider.GetUtcNow()).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
