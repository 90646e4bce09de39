using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Ayni.Cluster.Tests.Measurements;

/// <summary>
/// What a database does at its best with rows of the log: a table with the log's columns and indexes, written by
/// nothing but a prepared insert (SQLite) or COPY (PostgreSQL), one transaction a batch, durable as the log is.
/// </summary>
internal static class BareInserts
{
    private const int Products = 5_000;
    private const int Shoppers = 200_000;
    private const long Timestamp = 1_772_366_400_000;

    /// <returns>Rows a second.</returns>
    public static async Task<double> SqliteAsync(string folder, int rows, int perCommit)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, $"bare-{perCommit}.db")}");
        await connection.OpenAsync();
        await ExecuteAsync(
            connection,
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE bare (position INTEGER PRIMARY KEY, event_id TEXT NOT NULL, user_id TEXT NOT NULL,
                product_id TEXT, type INTEGER NOT NULL, score REAL, timestamp_ms INTEGER NOT NULL) STRICT;
            CREATE UNIQUE INDEX bare_by_event ON bare (event_id);
            CREATE INDEX bare_by_user ON bare (user_id, position);
            CREATE INDEX bare_by_product ON bare (product_id, position) WHERE product_id IS NOT NULL;
            """);
        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO bare VALUES (@p, @e, @u, @a, 1, NULL, @t)";
        foreach (var name in (string[])["@p", "@e", "@u", "@a", "@t"])
            insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        var clock = Stopwatch.StartNew();
        for (var first = 0; first < rows; first += perCommit)
        {
            await using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var row = first; row < Math.Min(rows, first + perCommit); row++)
            {
                insert.Parameters[0].Value = row + 1;
                insert.Parameters[1].Value = EventId(row);
                insert.Parameters[2].Value = UserId(row);
                insert.Parameters[3].Value = ProductId(row);
                insert.Parameters[4].Value = Timestamp;
                insert.ExecuteNonQuery();
            }

            await transaction.CommitAsync();
        }

        return rows / clock.Elapsed.TotalSeconds;
    }

    /// <returns>Rows a second.</returns>
    public static async Task<double> PostgresAsync(NpgsqlConnection connection, int rows, int perCommit)
    {
        await ExecuteAsync(connection, "CREATE TABLE bare (LIKE ayni.interactions INCLUDING ALL)");
        var clock = Stopwatch.StartNew();
        for (var first = 0; first < rows; first += perCommit)
        {
            await using var copy = await connection.BeginBinaryImportAsync(
                "COPY bare (position, event_id, user_id, product_id, type, timestamp_ms) FROM STDIN (FORMAT BINARY)");
            for (var row = first; row < Math.Min(rows, first + perCommit); row++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync((long)row + 1, NpgsqlDbType.Bigint);
                await copy.WriteAsync(EventId(row), NpgsqlDbType.Text);
                await copy.WriteAsync(UserId(row), NpgsqlDbType.Text);
                await copy.WriteAsync(ProductId(row), NpgsqlDbType.Text);
                await copy.WriteAsync((short)1, NpgsqlDbType.Smallint);
                await copy.WriteAsync(Timestamp, NpgsqlDbType.Bigint);
            }

            await copy.CompleteAsync();
        }

        var elapsed = clock.Elapsed.TotalSeconds;
        await ExecuteAsync(connection, "DROP TABLE bare");
        return rows / elapsed;
    }

    private static string EventId(int row) => row.ToString("x8", CultureInfo.InvariantCulture);

    private static string UserId(int row) => $"visitor-{row % Shoppers}";

    private static string ProductId(int row) => $"article-{(long)row * 7919 % Products}";

    private static async Task ExecuteAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
