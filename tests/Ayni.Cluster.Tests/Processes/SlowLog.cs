using Npgsql;

namespace Ayni.Cluster.Tests.Processes;

/// <summary>
/// Makes PostgreSQL slow for whoever writes the log: holds the lock on the log's head for the most of each second, over
/// and over, until it is disposed.
/// </summary>
internal sealed class SlowLog : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _holding;

    private SlowLog(NpgsqlConnection connection, TimeSpan held, TimeSpan free) =>
        _holding = HoldAsync(connection, held, free);

    public static async Task<SlowLog> StartAsync(PostgresServer postgres, TimeSpan held, TimeSpan free) =>
        new(await postgres.OpenAsync(), held, free);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _holding;
        _end.Dispose();
    }

    private async Task HoldAsync(NpgsqlConnection connection, TimeSpan held, TimeSpan free)
    {
        await using (connection)
        {
            while (!_end.IsCancellationRequested)
            {
                await ExecuteAsync(
                    connection,
                    "begin; select position from ayni.log_head for update; "
                    + $"select pg_sleep({held.TotalMilliseconds / 1000}); commit");
                await ExecuteAsync(connection, $"select pg_sleep({free.TotalMilliseconds / 1000})");
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
