namespace Ayni.Storage.Tests.Catalog;

public sealed class SqliteCatalogStoreTests(SqliteFixture fixture)
    : CatalogStoreContract(fixture), IClassFixture<SqliteFixture>
{
}
