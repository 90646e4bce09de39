using Npgsql;

namespace Ayni.Gateway.Tests.Hosting;

/// <summary>A new PostgreSQL database, empty, dropped when the test is done.</summary>
internal sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly string _admin;
    private readonly string _name;

    private TemporaryDatabase(string admin, string name)
    {
        _admin = admin;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = name }.ConnectionString;
    }

    /// <summary>Administrator's connection string; null where there is no server for tests.</summary>
    public static string? Admin => Environment.GetEnvironmentVariable("AYNI_TEST_POSTGRES");

    public string ConnectionString { get; }

    public static async Task<TemporaryDatabase> CreateAsync(string admin)
    {
        var database = new TemporaryDatabase(admin, $"ayni_gateway_{Guid.NewGuid():N}");
        await ExecuteAsync(admin, $"create database {database._name} encoding 'UTF8' template template0");
        return database;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync(_admin, $"drop database {_name} with (force)");

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
