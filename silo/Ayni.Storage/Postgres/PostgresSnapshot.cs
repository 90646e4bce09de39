using System.Data;
using System.Runtime.CompilerServices;
using Ayni.Domain.Errors;
using Ayni.Storage.Backups;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>A database in one read-only transaction that sees one moment.</summary>
internal sealed class PostgresSnapshot : StoreSnapshot
{
    private readonly NpgsqlConnection _connection;
    private readonly AdoNetGrainStates? _earlier;
    private readonly string _serviceId;
    private bool _hasServices;
    private IReadOnlyList<string> _keys = [];

    private PostgresSnapshot(NpgsqlConnection connection, AdoNetGrainStates? earlier, string serviceId)
        : base(connection) => (_connection, _earlier, _serviceId) = (connection, earlier, serviceId);

    public override string Database => "postgresql";

    public override IReadOnlyList<string> Keys => _keys;

    protected override string TableExists => PostgresTables.Exists;

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
            var earlier = (string?)await connection.ScalarAsync(
                $"SELECT quote_ident(current_schema()) || '.{AdoNetGrainStates.Table}' "
                + $"WHERE to_regclass('{AdoNetGrainStates.Table}') IS NOT NULL").ConfigureAwait(false);
            await connection.ExecuteAsync($"SET LOCAL search_path TO {PostgresSchema.Name}").ConfigureAwait(false);
            var snapshot = new PostgresSnapshot(
                connection, earlier is null ? null : new AdoNetGrainStates(connection, earlier), serviceId);
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
        if (_earlier is not null)
        {
            var earlier = _earlier.ReadAsync(_serviceId, onlyKnown: false, cancellationToken);
            await foreach (var state in earlier.ConfigureAwait(false))
                yield return state;
        }

        if (!_hasServices)
            yield break;
        var command = _connection.UnhurriedCommand(
            "SELECT grain_id, state_name, payload FROM grain_state WHERE service_id = @service "
            + "ORDER BY grain_id, state_name",
            ("service", _serviceId));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return new StoredGrainState(reader.GetString(0), reader.GetString(1), reader.GetString(2));
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
        _hasServices = await SchemaVersionAsync().ConfigureAwait(false) >= PostgresSchema.StatesByService;
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
        var earlier = _earlier is null ? [] : await _earlier.ServicesAsync().ConfigureAwait(false);
        var now = !_hasServices ? [] : (string[])(await _connection.ScalarAsync(
            "SELECT coalesce(array_agg(DISTINCT service_id), '{}') FROM grain_state").ConfigureAwait(false))!;
        var services = earlier.Union(now, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (services.Count > 0 && !services.Contains(_serviceId))
            throw new AyniException(
                ErrorCodes.Invalid,
                $"The database holds the grains' states of the service {string.Join(", ", services)}, and none of "
                + $"'{_serviceId}'. Name the service as Ayni:ServiceId of its silos says, by --service.");
    }
}
