using System.Data.Common;
using Ayni.Domain.Errors;
using Ayni.Storage.Backups;
using Ayni.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Ayni.Storage.Postgres;

/// <summary>An empty database that an archive is read into.</summary>
internal sealed class PostgresRestore : RestoreTarget
{
    /// <summary>Name of the advisory lock that a restore holds.</summary>
    private const long RestoreLock = PostgresDatabase.SchemaLock + 1;

    private const string TakeSchemaLock = "SELECT pg_advisory_xact_lock(@lock)";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlConnection _orleans;
    private readonly string _serviceId;

    private PostgresRestore(NpgsqlConnection connection, NpgsqlConnection orleans, string serviceId) =>
        (_connection, _orleans, _serviceId) = (connection, orleans, serviceId);

    public override DbConnection Connection => _connection;

    protected override string ServiceId => _serviceId;

    public override string HashSql => "sha256(convert_to({0}, 'UTF8'))";

    public static async Task RefuseFilledAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(connectionString, PostgresSchema.Name, cancellationToken)
            .ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var orleans = await ConnectAsync(connectionString, null, cancellationToken).ConfigureAwait(false);
        await using var orleansScope = orleans.ConfigureAwait(false);
        await RefuseFilledAsync(connection, orleans).ConfigureAwait(false);
    }

    public static async Task<PostgresRestore> OpenAsync(
        string connectionString, string serviceId, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(connectionString, PostgresSchema.Name, cancellationToken)
            .ConfigureAwait(false);
        NpgsqlConnection? orleans = null;
        try
        {
            orleans = await ConnectAsync(connectionString, null, cancellationToken).ConfigureAwait(false);
            var isFree = (bool)(await connection.ScalarAsync(
                "SELECT pg_try_advisory_lock(@lock)", ("lock", RestoreLock)).ConfigureAwait(false))!;
            if (!isFree)
                throw new AyniException(
                    ErrorCodes.Conflict,
                    $"Another restore into the database {connection.Database} is at work. Wait for it.");
            return new PostgresRestore(connection, orleans, serviceId);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (orleans is not null)
                await orleans.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async Task BeginAsync(string archive, DateTimeOffset now)
    {
        var encoding = (string?)await _connection.ScalarAsync("SHOW server_encoding").ConfigureAwait(false);
        PostgresDatabase.RequireUtf8(_connection.Database, encoding);
        await InTransactionAsync(async () =>
        {
            // A silo that starts on this database waits here, and finds the mark.
            await _connection.ExecuteAsync(TakeSchemaLock, ("lock", PostgresDatabase.SchemaLock)).ConfigureAwait(false);
            await RefuseFilledAsync(_connection, _orleans).ConfigureAwait(false);
            await _connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {PostgresSchema.Name}").ConfigureAwait(false);
            await UnfinishedRestore.MarkAsync(_connection, archive, now).ConfigureAwait(false);
            foreach (var table in await PostgresTables.NamesAsync(_connection).ConfigureAwait(false))
                if (table != UnfinishedRestore.Table)
                    await _connection.ExecuteAsync($"DROP TABLE {table}").ConfigureAwait(false);
        }).ConfigureAwait(false);
        await InTransactionAsync(_orleans, async () =>
        {
            await OrleansTables.ApplyAsync(_orleans).ConfigureAwait(false);
            await _orleans.ExecuteAsync($"DROP TABLE IF EXISTS {AdoNetGrainStates.Table}").ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    public override Task MigrateAsync(int version, DateTimeOffset now) => InTransactionAsync(
        () => SchemaMigrator.MigrateAsync(_connection, [.. PostgresSchema.Migrations.Take(version)], now));

    public override Task<IReadOnlyList<StoredTable>> TablesAsync() => PostgresTables.ReadAsync(_connection);

    public override async Task FillAsync(
        StoredTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await _connection.ExecuteAsync($"DELETE FROM {table.Name}").ConfigureAwait(false);
        var types = table.Columns.Select(column => TypeOf(column.Kind)).ToArray();
        // COPY keeps the values of identity columns, too.
        var writer = await _connection.BeginBinaryImportAsync(
            $"COPY {table.Name} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", cancellationToken)
            .ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            writer.Timeout = TimeSpan.Zero;
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await writer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                for (var place = 0; place < types.Length; place++)
                    await (row[place] is { } value
                        ? writer.WriteAsync(value, types[place], cancellationToken)
                        : writer.WriteNullAsync(cancellationToken)).ConfigureAwait(false);
            }

            await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        await RaiseIdentitiesAsync(table).ConfigureAwait(false);
        await _connection.ExecuteAsync($"ANALYZE {table.Name}").ConfigureAwait(false);
    }

    public override async Task AddFileAsync(
        string key, long bytes, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(bytes, PostgresModelStore.ChunkBytes)];
        var (chunk, left) = (0, bytes);
        do
        {
            var part = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
            await content.ReadExactlyAsync(part, cancellationToken).ConfigureAwait(false);
            await PostgresModelStore.InsertChunkAsync(_connection, key, chunk++, bytes, part, cancellationToken)
                .ConfigureAwait(false);
            left -= part.Length;
        }
        while (left > 0);
    }

    public override Task InTransactionAsync(Func<Task> work) => InTransactionAsync(_connection, work);

    public override Task CompleteAsync(DateTimeOffset now) => InTransactionAsync(async () =>
    {
        await SchemaMigrator.MigrateAsync(_connection, PostgresSchema.Migrations, now).ConfigureAwait(false);
        await UnfinishedRestore.ClearAsync(_connection).ConfigureAwait(false);
    });

    public override async ValueTask DisposeAsync()
    {
        await _orleans.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task RefuseFilledAsync(NpgsqlConnection connection, NpgsqlConnection orleans)
    {
        if (await UnfinishedRestore.IsMarkedAsync(connection, PostgresTables.Exists).ConfigureAwait(false))
            return;
        var tables = await PostgresTables.NamesAsync(connection).ConfigureAwait(false);
        var hasStates = (bool)(await orleans.ScalarAsync("SELECT to_regclass('orleans_grain_state') IS NOT NULL")
            .ConfigureAwait(false))!
            && (bool)(await orleans.ScalarAsync("SELECT EXISTS (SELECT FROM orleans_grain_state)")
                .ConfigureAwait(false))!;
        if (tables.Count > 0 || hasStates)
            throw new AyniException(
                ErrorCodes.Conflict,
                $"The database {connection.Database} is not empty: it has "
                + $"{(tables.Count > 0 ? $"tables in the schema {PostgresSchema.Name}" : "states of grains")}, and a "
                + "restore replaces nothing. Create another database, and name it by --postgres.");
    }

    private static async Task InTransactionAsync(NpgsqlConnection connection, Func<Task> work)
    {
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        await work().ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    private async Task RaiseIdentitiesAsync(StoredTable table)
    {
        foreach (var column in table.Columns.Where(column => column.Kind == ColumnKind.Integer))
        {
            await _connection.ExecuteAsync(
                "SELECT setval(s, v) FROM (SELECT pg_get_serial_sequence(@table, @column)::regclass AS s, "
                + $"(SELECT max({column.Name}) FROM {table.Name}) AS v) q WHERE s IS NOT NULL AND v IS NOT NULL",
                ("table", table.Name),
                ("column", column.Name)).ConfigureAwait(false);
        }
    }

    private static NpgsqlDbType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => NpgsqlDbType.Bigint,
        ColumnKind.Int => NpgsqlDbType.Integer,
        ColumnKind.SmallInt => NpgsqlDbType.Smallint,
        ColumnKind.Boolean => NpgsqlDbType.Boolean,
        ColumnKind.Real => NpgsqlDbType.Double,
        ColumnKind.Numeric => NpgsqlDbType.Numeric,
        ColumnKind.Blob => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    private static async Task<NpgsqlConnection> ConnectAsync(
        string connectionString, string? searchPath, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        if (searchPath is not null)
            builder.SearchPath = searchPath;
        var connection = new NpgsqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
