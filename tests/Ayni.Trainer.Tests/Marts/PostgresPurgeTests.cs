using Ayni.Storage;
using Npgsql;

namespace Ayni.Trainer.Tests.Marts;

public sealed class PostgresPurgeTests : PurgeContract, IAsyncLifetime
{
    private readonly string? _admin = Environment.GetEnvironmentVariable("AYNI_TEST_POSTGRES");
    private readonly List<string> _databases = [];

    // Each log has a database of its own, which takes half a second.
    private protected override int Iterations => 5;

    private protected override void SkipWithoutServer() =>
        Skip.If(_admin is null, "AYNI_TEST_POSTGRES names no PostgreSQL server.");

    private protected override async Task<MartShop> OpenShopAsync()
    {
        SkipWithoutServer();
        var database = $"ayni_mart_{Guid.NewGuid():N}";
        await ExecuteAsync($"create database {database} template template0 encoding 'UTF8'");
        _databases.Add(database);
        var connection = new NpgsqlConnectionStringBuilder(_admin) { Database = database, Pooling = false };
        return await MartShop.OpenAsync(new StorageOptions { PostgresConnectionString = connection.ConnectionString });
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var database in _databases)
            await ExecuteAsync($"drop database {database} with (force)");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_admin!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
