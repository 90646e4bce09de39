namespace Ayni.Storage.Tests.Catalog;

public sealed class PostgresCatalogStoreTests(PostgresFixture fixture)
    : CatalogStoreContract(fixture), IClassFixture<PostgresFixture>
{
}
