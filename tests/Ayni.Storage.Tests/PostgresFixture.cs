using Npgsql;

namespace Ayni.Storage.Tests;

/// <summary>A database of its own on the server named by AYNI_TEST_POSTGRES; dropped at the end.</summary>
public sealed class PostgresFixture : StorageFixture
{
    public const string Variable = "AYNI_TEST_POSTGRES";

    public const string SkipReason =
        $"{Variable} is not set: give the connection string of a PostgreSQL server where databases may be created.";

    private readonly string _database = "ayni_test_" + Guid.NewGuid().ToString("n");

    public static string? AdminConnectionString => Environment.GetEnvironmentVariable(Variable);

    public override StorageOptions Options
    {
        get
        {
            Skip.If(AdminConnectionString is null, SkipReason);
            var builder = new NpgsqlConnectionStringBuilder(AdminConnectionString) { Database = _database };
            return new StorageOptions { PostgresConnectionString = builder.ToString() };
        }
    }

    public override Task InitializeAsync() =>
        AdminAsync($"CREATE DATABASE {_database} ENCODING 'UTF8' TEMPLATE template0");

    protected override Task RemoveAsync() => AdminAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");

    private static async Task AdminAsync(string sql)
    {
        if (AdminConnectionString is not { } connectionString)
            return;
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
