using Ayni.Trainer.Tests.Import;
using Npgsql;

namespace Ayni.Trainer.Tests.CommandLine;

public class PostgresTests
{
    [SkippableFact]
    public async Task Import_IntoPostgres_IsThereTheSecondTime()
    {
        var admin = Environment.GetEnvironmentVariable("AYNI_TEST_POSTGRES");
        Skip.If(admin is null, "AYNI_TEST_POSTGRES names no PostgreSQL server.");
        using var workspace = new Workspace();
        var path = workspace.Write(
            "retail.csv", ImportFixture.RetailHeader + "1,A1,LAMP,5,2011-01-01 10:00:00,1.50,7,UK\n");
        var database = $"ayni_trainer_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(admin);
        await ExecuteAsync(source, $"create database {database} template template0 encoding 'UTF8'");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(admin) { Database = database, Pooling = false };
            string[] args =
                ["import", path, "--mapping", "online-retail", "--postgres", connection.ConnectionString, "--json"];

            var first = await CommandLineRun.OfAsync(args);
            var second = await CommandLineRun.OfAsync(args);

            Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
            Assert.Equal(1, first.Json.GetProperty("appended").GetInt64());
            Assert.Equal(1, second.Json.GetProperty("duplicates").GetInt64());
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
