namespace Ayni.Storage.Tests.Catalog;

public sealed class SqliteCatalogChangesTests(SqliteFixture fixture)
    : CatalogChangesContract(fixture), IClassFixture<SqliteFixture>
{
}
