using System.Data.Common;
using Ayni.Storage.Schema;
using Ayni.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Ayni.Storage.Tests.Schema;

public sealed class SqliteCatalogMigrationTests() : CatalogMigrationContract(new SqliteFixture())
{
    private protected override Migration[] Migrations => [.. SqliteSchema.Migrations];

    protected override string Price => "'1.50'";

    protected override async Task<DbConnection> OpenAsync(StorageOptions options)
    {
        var file = Path.Combine(options.DataDirectory, SqliteDatabase.FileName);
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
