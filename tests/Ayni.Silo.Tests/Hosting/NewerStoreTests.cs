using System.Data.Common;
using System.Diagnostics;
using Ayni.Silo.Hosting;
using Ayni.Storage;
using Ayni.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ayni.Silo.Tests.Hosting;

/// <summary>A store that a newer program made is not touched by an older silo.</summary>
public sealed class NewerStoreTests
{
    [Fact]
    public async Task Start_OnSqliteOfANewerProgram_IsRefusedInOneLineWithBothVersions()
    {
        using var folder = new TemporaryFolder();
        await MakeAsync(
            new StorageOptions { DataDirectory = folder.Path },
            new SqliteConnection($"Data Source={Path.Combine(folder.Path, "ayni.db")};Pooling=False"),
            "schema_version");

        await AssertRefusedAsync(folder.Path, "--Ayni:DataDirectory", folder.Path);
    }

    [SkippableFact]
    public async Task Start_OnPostgresOfANewerProgram_IsRefusedInOneLineWithBothVersions()
    {
        var admin = Environment.GetEnvironmentVariable("AYNI_TEST_POSTGRES");
        Skip.If(admin is null, "AYNI_TEST_POSTGRES names no PostgreSQL server.");
        using var folder = new TemporaryFolder();
        var database = $"ayni_silo_{Guid.NewGuid():N}";
        var postgres = new NpgsqlConnectionStringBuilder(admin) { Database = database, Pooling = false }.ToString();
        await using var source = NpgsqlDataSource.Create(admin);
        await ExecuteAsync(source.CreateConnection(), $"CREATE DATABASE {database} ENCODING 'UTF8' TEMPLATE template0");
        try
        {
            await MakeAsync(
                new StorageOptions { PostgresConnectionString = postgres },
                new NpgsqlConnection(postgres),
                "ayni.schema_version");

            await AssertRefusedAsync(
                folder.Path,
                "--Ayni:Postgres", postgres,
                "--Ayni:SiloPort", $"{FreePorts.Next()}",
                "--Ayni:GatewayPort", $"{FreePorts.Next()}");
        }
        finally
        {
            await ExecuteAsync(source.CreateConnection(), $"DROP DATABASE {database} WITH (FORCE)");
        }
    }

    private static async Task MakeAsync(StorageOptions options, DbConnection connection, string table)
    {
        await using (await AyniStorage.OpenAsync(options, TimeProvider.System))
        {
        }

        await ExecuteAsync(connection, $"INSERT INTO {table} (version, applied_at_ms) VALUES (999, 0)");
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var connectionScope = connection;
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task AssertRefusedAsync(string folder, params string[] arguments)
    {
        using var silo = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ayni.Silo.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            })!;
        var output = silo.StandardOutput.ReadToEndAsync();
        var error = await silo.StandardError.ReadToEndAsync();
        await silo.WaitForExitAsync();

        Assert.Equal(HostStart.FailureExitCode, silo.ExitCode);
        Assert.Matches(
            "^Ayni cannot start: The schema has version 999, and this program knows versions up to [0-9]+. Run the "
            + "newer program, or restore a backup made before the upgrade.\n$",
            error);
        Assert.DoesNotContain("Silo up", await output, StringComparison.Ordinal);
    }
}
