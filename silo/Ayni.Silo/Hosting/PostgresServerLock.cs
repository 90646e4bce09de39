using Ayni.Errors;
using Npgsql;

namespace Ayni.Silo.Hosting;

/// <summary>
/// Keeps a second process of the embedded engine, which knows no cluster, off a database. Held by a session of its own:
/// the server drops it with the connection.
/// </summary>
internal sealed class PostgresServerLock : IAsyncDisposable
{
    /// <summary>Number nobody else takes in this database: "aynisilo" in ASCII (the schema's lock is "ayni").</summary>
    private const long LockKey = 0x61796E69_73696C6F;

    private readonly NpgsqlConnection _connection;

    private PostgresServerLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="AyniException"><c>conflict</c>: another process holds it.</exception>
    public static async Task<PostgresServerLock> TakeAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Not pooled: closing it must end the session and with it the lock.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 30 };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection);
            command.Parameters.AddWithValue(LockKey);
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
                return new PostgresServerLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        throw new AyniException(
            ErrorCodes.Conflict,
            $"The database '{settings.Database}' on '{settings.Host}' is served by another process, and the embedded "
            + "engine is one process. Stop that process, build with the Microsoft.Orleans packages for a cluster, or "
            + "name another database.");
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
