using Ayni.Domain.Models;
using Ayni.Storage.Models;
using Npgsql;
using NpgsqlTypes;

namespace Ayni.Storage.Postgres;

/// <summary>Values as rows of chunks: one transaction a write, one statement (so one snapshot) a read.</summary>
internal sealed class PostgresModelStore(PostgresDatabase database) : IModelStore
{
    /// <summary>Bytes of one row: far under the limit of a field (1 GB), large enough that rows are few.</summary>
    public const int ChunkBytes = 16 << 20;

    // '~' is above every character of a key, so that the range is exactly the keys with the prefix.
    private const string WithPrefix = "key >= @prefix AND key < @prefix || '~'";

    public Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        ModelKey.Check(key);
        return database.WriteAsync(
            async (NpgsqlConnection connection) =>
            {
                // Two writers that replace one key go one after the other; otherwise their chunks would collide.
                await connection.ExecuteAsync(
                    "SELECT pg_advisory_xact_lock(hashtextextended(@key, 0))", ("key", key)).ConfigureAwait(false);
                await CheckNestingAsync(connection, key).ConfigureAwait(false);
                await connection.ExecuteAsync("DELETE FROM model_chunks WHERE key = @key", ("key", key))
                    .ConfigureAwait(false);
                await InsertAsync(connection, key, value, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        ModelKey.Check(key);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(
            "SELECT total_bytes, bytes FROM model_chunks WHERE key = @key ORDER BY chunk", ("key", key));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        byte[]? value = null;
        var filled = 0;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            value ??= new byte[reader.GetInt64(0)];
            filled += (int)reader.GetBytes(1, 0, value, filled, value.Length - filled);
        }

        return value;
    }

    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ModelKey.CheckPrefix(prefix);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(
            $"SELECT key FROM model_chunks WHERE chunk = 0 AND {WithPrefix} ORDER BY key", ("prefix", prefix));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            keys.Add(reader.GetString(0));
        return keys;
    }

    public Task<int> DeleteAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ModelKey.CheckPrefix(prefix);
        return database.WriteAsync(
            async connection => Convert.ToInt32(
                await connection.ScalarAsync(
                    $"WITH deleted AS (DELETE FROM model_chunks WHERE {WithPrefix} RETURNING chunk) "
                    + "SELECT count(*) FROM deleted WHERE chunk = 0",
                    ("prefix", prefix)).ConfigureAwait(false),
                System.Globalization.CultureInfo.InvariantCulture),
            cancellationToken);
    }

    private static async Task CheckNestingAsync(NpgsqlConnection connection, string key)
    {
        var other = (string?)await connection.ScalarAsync(
            "SELECT key FROM model_chunks WHERE chunk = 0 "
            + "AND (key = ANY(@ancestors) OR (key >= @folder AND key < @folder || '~')) LIMIT 1",
            ("ancestors", ModelKey.Ancestors(key).ToArray()),
            ("folder", key + "/")).ConfigureAwait(false);
        if (other is not null)
            throw ModelKey.Nested(key, other);
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var chunk = 0;
        do
        {
            var start = Math.Min(value.Length, chunk * (long)ChunkBytes);
            var bytes = value.Slice((int)start, Math.Min(ChunkBytes, value.Length - (int)start));
            await InsertChunkAsync(connection, key, chunk, value.Length, bytes, cancellationToken)
                .ConfigureAwait(false);
            chunk++;
        }
        while (chunk * (long)ChunkBytes < value.Length);
    }

    /// <summary>Adds one row of a value.</summary>
    public static async Task InsertChunkAsync(
        NpgsqlConnection connection,
        string key,
        int chunk,
        long totalBytes,
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            "INSERT INTO model_chunks (key, chunk, total_bytes, bytes) VALUES ($1, $2, $3, $4)", connection);
        await using var commandScope = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = chunk });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = totalBytes });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = bytes });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
