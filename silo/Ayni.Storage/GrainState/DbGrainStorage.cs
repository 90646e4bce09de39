using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ayni.Domain;
using Orleans.Storage;

namespace Ayni.Storage.GrainState;

/// <summary>
/// Grain state as JSON in either database, one row a grain, state and service. The ETag is the row's version; a row's
/// first version is the time of its making in milliseconds, so that an ETag from before a clear fits no later row.
/// </summary>
internal sealed class DbGrainStorage(IStorageDatabase database, TimeProvider timeProvider, string serviceId)
    : IGrainStorage, IBatchStateReader
{
    /// <summary>Name of the table.</summary>
    public const string Table = "grain_state";

    private const string ThisRow = "grain_id = @grain AND state_name = @state AND service_id = @service";

    private readonly GrainStateSerializer _serializer = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(
            $"SELECT version, payload FROM grain_state WHERE {ThisRow}", KeyOf(stateName, grainId));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Reset(grainState);
            return;
        }

        grainState.State = _serializer.Deserialize<T>(BinaryData.FromString(reader.GetString(1)))!;
        grainState.ETag = Text(reader.GetInt64(0));
        grainState.RecordExists = true;
    }

    public async Task<IReadOnlyDictionary<string, T>> ReadStatesAsync<T>(
        string stateName, IReadOnlyList<string> grainIds, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(grainIds.Count, IBatchStateReader.MaxGrains);
        var states = new Dictionary<string, T>(StringComparer.Ordinal);
        if (grainIds.Count == 0)
            return states;
        var parameters = grainIds.Select((grain, index) => (Name: $"g{index}", Value: (object?)grain)).ToArray();
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(
            "SELECT grain_id, payload FROM grain_state WHERE state_name = @state AND service_id = @service "
            + $"AND grain_id IN ({string.Join(", ", parameters.Select(parameter => $"@{parameter.Name}"))})",
            [("state", stateName), ("service", serviceId), .. parameters]);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var state = _serializer.Deserialize<T>(BinaryData.FromString(reader.GetString(1)));
            if (state is not null)
                states.Add(reader.GetString(0), state);
        }

        return states;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var expected = grainState.ETag;
        var payload = _serializer.Serialize(grainState.State).ToString();
        var version = expected is null ? timeProvider.GetUtcNow().ToUnixTimeMilliseconds() : Version(expected) + 1;
        var sql = expected is null
            ? "INSERT INTO grain_state (grain_id, state_name, service_id, version, payload) "
                + "VALUES (@grain, @state, @service, @version, @payload) ON CONFLICT DO NOTHING"
            : "UPDATE grain_state SET version = @version, payload = @payload "
                + $"WHERE {ThisRow} AND version = @version - 1";
        await database.WriteAsync(
            async connection =>
            {
                var written = await connection.ExecuteAsync(
                    sql,
                    [.. KeyOf(stateName, grainId), ("version", version), ("payload", payload)]).ConfigureAwait(false);
                if (written == 0)
                    throw await ConflictAsync(connection, "write", stateName, grainId, expected).ConfigureAwait(false);
                return written;
            },
            cancellationToken).ConfigureAwait(false);
        grainState.ETag = Text(version);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var expected = grainState.ETag;
        await database.WriteAsync(
            async connection =>
            {
                var deleted = expected is null ? 0 : await connection.ExecuteAsync(
                    $"DELETE FROM grain_state WHERE {ThisRow} AND version = @version",
                    [.. KeyOf(stateName, grainId), ("version", Version(expected))]).ConfigureAwait(false);
                // What is not there is clear already. Only a row of another version is a conflict.
                if (deleted == 0
                    && await StoredTagAsync(connection, stateName, grainId).ConfigureAwait(false) is not null)
                    throw await ConflictAsync(connection, "clear", stateName, grainId, expected).ConfigureAwait(false);
                return deleted;
            },
            cancellationToken).ConfigureAwait(false);
        Reset(grainState);
    }

    private async Task<InconsistentStateException> ConflictAsync(
        DbConnection connection, string operation, string stateName, GrainId grainId, string? expected)
    {
        var stored = await StoredTagAsync(connection, stateName, grainId).ConfigureAwait(false);
        return new InconsistentStateException(
            $"Cannot {operation} state {stateName} of grain {grainId}: its version is {stored ?? "none"} and the "
            + $"activation read {expected ?? "none"}. Another activation wrote it; read it again.",
            stored,
            expected);
    }

    private async Task<string?> StoredTagAsync(DbConnection connection, string stateName, GrainId grainId)
    {
        var version = await connection.ScalarAsync(
            $"SELECT version FROM grain_state WHERE {ThisRow}", KeyOf(stateName, grainId)).ConfigureAwait(false);
        return version is null ? null : Text(Convert.ToInt64(version, CultureInfo.InvariantCulture));
    }

    // The id as it is written: 7 and 007, or abc and ABC, are two shoppers.
    private (string Name, object? Value)[] KeyOf(string stateName, GrainId grainId) =>
        [("grain", grainId.ToString()), ("state", stateName), ("service", serviceId)];

    // As Orleans' own providers: a grain without a record sees a new state. A type without a parameterless constructor
    // is left empty.
    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>()
            : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long Version(string etag) =>
        long.TryParse(etag, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new ArgumentException($"The ETag \"{etag}\" is not a version of this storage.");
}
