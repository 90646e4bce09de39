using Npgsql;

namespace Ayni.Trainer.Tests;

/// <summary>A database of its own for one test, dropped afterwards.</summary>
internal static class PostgresDatabase
{
    /// <summary>One at a time: a silo in a cluster listens on a port of its own.</summary>
    public const string Collection = "PostgreSQL";

    /// <summary>Skips where <c>AYNI_TEST_POSTGRES</c> names no server.</summary>
    public static async Task UseAsync(Func<string, Task> test)
    {
        var admin = Environment.GetEnvironmentVariable("AYNI_TEST_POSTGRES");
        Skip.If(admin is null, "AYNI_TEST_POSTGRES names no PostgreSQL server.");
        var database = $"ayni_trainer_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(admin);
        await ExecuteAsync(source, $"create database {database} template template0 encoding 'UTF8'");
        try
        {
            await test(new NpgsqlConnectionStringBuilder(admin) { Database = database, Pooling = false }
                .ConnectionString);
        }
        finally
        {
            await ExecuteAsync(source, $"drop database {database} with (force)");
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
