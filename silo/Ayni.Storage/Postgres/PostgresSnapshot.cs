using System.Data;
using System.Runtime.CompilerServices;
using System.Text;
using Ayni.Domain.Errors;
using Ayni.Storage.Backups;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>A database in one read-only transaction that sees one moment.</summary>
internal sealed class PostgresSnapshot : StoreSnapshot
{
    private readonly NpgsqlConnection _connection;
    private readonly string? _orleansSchema;
    private readonly string _serviceId;
    private IReadOnlyList<string> _keys = [];

    private PostgresSnapshot(NpgsqlConnection connection, string? orleansSchema, string serviceId)
        : base(connection) => (_connection, _orleansSchema, _serviceId) = (connection, orleansSchema, serviceId);

    public override string Database => "postgresql";

    public override IReadOnlyList<string> Keys => _keys;

    protected override string TableExists => PostgresTables.Exists;

    private string StateTable => $"{_orleansSchema}.orleans_grain_state";

    /// <exception cref="AyniException">There is no store, or it has states of other services alone.</exception>
    public static async Task<PostgresSnapshot> BeginAsync(
        string connectionString, string serviceId, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken)
                .ConfigureAwait(false);
            await connection.ExecuteAsync("SET TRANSACTION READ ONLY").ConfigureAwait(false);
            var orleans = (string?)await connection.ScalarAsync(
                "SELECT quote_ident(current_schema()) WHERE to_regclass('orleans_grain_state') IS NOT NULL")
                .ConfigureAwait(false);
            await connection.ExecuteAsync($"SET LOCAL search_path TO {PostgresSchema.Name}").ConfigureAwait(false);
            var snapshot = new PostgresSnapshot(connection, orleans, serviceId);
            await snapshot.LookAroundAsync(cancellationToken).ConfigureAwait(false);
            return snapshot;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override Task<IReadOnlyList<StoredTable>> TablesAsync(CancellationToken cancellationToken) =>
        PostgresTables.ReadAsync(_connection);

    public override async IAsyncEnumerable<StoredGrainState> StatesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_orleansSchema is null)
            yield break;
        // One statement at a time on this connection, and each row may ask another: the states are read by pages.
        var (lastName, lastText, last0, last1) = ("", "", long.MinValue, long.MinValue);
        while (true)
        {
            var page = await PageAsync(lastName, lastText, last0, last1, cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                (lastName, lastText, last0, last1) = (row.Name, row.Text, row.First, row.Second);
                foreach (var key in await KeysOfAsync(row).ConfigureAwait(false))
                    yield return new StoredGrainState(
                        $"{StoredGrains.TypeOf(row.Name)}/{key}", row.Name, Encoding.UTF8.GetString(row.Payload));
            }

            if (page.Count == 0)
                yield break;
        }
    }

    public override async Task CopyAsync(string key, Stream destination, CancellationToken cancellationToken)
    {
        var command = _connection.UnhurriedCommand(
            "SELECT bytes FROM model_chunks WHERE key = @key ORDER BY chunk", ("key", key));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken)
            .ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var chunk = reader.GetStream(0);
            await using var chunkScope = chunk.ConfigureAwait(false);
            await chunk.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override string OrderOf(StoredColumn column) =>
        column.Kind == ColumnKind.Text ? $"{column.Name} COLLATE \"C\"" : column.Name;

    private async Task LookAroundAsync(CancellationToken cancellationToken)
    {
        if (!await HasAsync("schema_version").ConfigureAwait(false))
            throw new AyniException(
                ErrorCodes.NotFound,
                $"There is no store in the database {_connection.Database}: it has no tables of Ayni. Name another "
                + "database.");
        if (_orleansSchema is not null)
            await RequireServiceAsync().ConfigureAwait(false);
        var keys = new List<string>();
        var command = _connection.UnhurriedCommand(
            "SELECT key FROM model_chunks WHERE chunk = 0 AND NOT starts_with(key, @runs) ORDER BY key",
            ("runs", BackupParts.RunFiles));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            keys.Add(reader.GetString(0));
        _keys = keys;
    }

    // A wrong name would give a store without models and profiles, and nothing would say so.
    private async Task RequireServiceAsync()
    {
        var services = (string[])(await _connection.ScalarAsync(
            $"SELECT coalesce(array_agg(DISTINCT service_id), '{{}}') FROM {StateTable} WHERE payload IS NOT NULL")
            .ConfigureAwait(false))!;
        if (services.Length > 0 && !services.Contains(_serviceId))
            throw new AyniException(
                ErrorCodes.Invalid,
                $"The database holds the grains' states of the service {string.Join(", ", services)}, and none of "
                + $"'{_serviceId}'. Name the service as Ayni:ServiceId of its silos says, by --service.");
    }

    private async Task<List<StateRow>> PageAsync(
        string name, string text, long first, long second, CancellationToken cancellationToken)
    {
        const int pageRows = 1024;
        var command = _connection.UnhurriedCommand(
            $"SELECT state_name, key_text, key_n0, key_n1, payload FROM {StateTable} "
            + "WHERE service_id = @service AND payload IS NOT NULL "
            + "AND (state_name, key_text, key_n0, key_n1) > (@name, @text, @n0, @n1) "
            + $"ORDER BY state_name, key_text, key_n0, key_n1 LIMIT {pageRows}",
            ("service", _serviceId), ("name", name), ("text", text), ("n0", first), ("n1", second));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var rows = new List<StateRow>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(new StateRow(
                reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3),
                (byte[])reader.GetValue(4)));
        return rows;
    }

    // The provider keeps a key that looks like a number or a GUID as one: "007" and "7" are one row. Which of them a
    // shopper goes by, the log knows; where both do, both read that row.
    private async Task<IReadOnlyList<string>> KeysOfAsync(StateRow row)
    {
        var written = PostgresGrainKey.Spellings(row.Text, row.First, row.Second);
        if (written.Count == 1 || StoredGrains.TypeOf(row.Name) != StoredGrains.User)
            return [written[0]];
        var found = (string[])(await _connection.ScalarAsync(
            "SELECT coalesce(array_agg(id), '{}') FROM unnest(@ids) AS id "
            + "WHERE EXISTS (SELECT FROM interactions WHERE user_id = id)",
            ("ids", written.ToArray())).ConfigureAwait(false))!;
        return found.Length > 0 ? found.Order(StringComparer.Ordinal).ToArray() : [written[0]];
    }

    private sealed record StateRow(string Name, string Text, long First, long Second, byte[] Payload);
}
