using System.Data.Common;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Storage;
using Ayni.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ayni.Gateway.Tests.Processes;

/// <summary>A store that a newer program made is not touched by an older one.</summary>
public sealed class NewerStoreTests
{
    [Fact]
    public async Task Start_OnSqliteOfANewerProgram_IsRefusedInOneLineWithBothVersions()
    {
        using var folder = new TemporaryFolder();
        var options = new StorageOptions { DataDirectory = folder.Path };
        await using (await AyniStorage.OpenAsync(options, TimeProvider.System))
        {
        }

        await RaiseAsync(
            new SqliteConnection($"Data Source={Path.Combine(folder.Path, "ayni.db")};Pooling=False"),
            "schema_version");

        AssertRefused(await Assert.ThrowsAsync<InvalidOperationException>(
            () => GatewayProcess.StartAsync(folder.Path)));
    }

    [SkippableFact]
    public async Task Start_OnPostgresOfANewerProgram_IsRefusedInOneLineWithBothVersions()
    {
        Skip.If(TemporaryDatabase.Admin is null, "AYNI_TEST_POSTGRES names no PostgreSQL server.");
        await using var database = await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin);
        using var folder = new TemporaryFolder();
        var options = new StorageOptions { PostgresConnectionString = database.ConnectionString };
        await using (await AyniStorage.OpenAsync(options, TimeProvider.System))
        {
        }

        await RaiseAsync(new NpgsqlConnection(database.ConnectionString), "ayni.schema_version");

        AssertRefused(await Assert.ThrowsAsync<InvalidOperationException>(() => GatewayProcess.StartAsync(
            folder.Path,
            $"--Ayni:Postgres={database.ConnectionString}",
            $"--Ayni:SiloPort={FreePorts.Next()}",
            $"--Ayni:GatewayPort={FreePorts.Next()}")));
    }

    private static async Task RaiseAsync(DbConnection connection, string table)
    {
        await using var connectionScope = connection;
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} (version, applied_at_ms) VALUES (999, 0)";
        await command.ExecuteNonQueryAsync();
    }

    private static void AssertRefused(InvalidOperationException exception) => Assert.Matches(
        "\nAyni cannot start: The schema has version 999, and this program knows versions up to [0-9]+. Run the newer "
        + "program, or restore a backup made before the upgrade.\n",
        exception.Message);
}
