using System.Data.Common;
using Ayni.Storage.Postgres;
using Ayni.Storage.Schema;
using Npgsql;

namespace Ayni.Storage.Tests.Schema;

public sealed class PostgresCatalogMigrationTests() : CatalogMigrationContract(new PostgresFixture())
{
    private protected override Migration[] Migrations => [.. PostgresSchema.Migrations];

    protected override string Price => "1.50";

    protected override async Task<DbConnection> OpenAsync(StorageOptions options)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.PostgresConnectionString!)
        {
            SearchPath = PostgresSchema.Name,
        }.ToString());
        await connection.OpenAsync();
        await connection.ExecuteAsync($"CREATE SCHEMA {PostgresSchema.Name}");
        return connection;
    }
}
