namespace Ayni.Storage.Tests.Schema;

public sealed class PostgresStorageSchemaTests(PostgresFixture fixture)
    : StorageSchemaContract(fixture), IClassFixture<PostgresFixture>
{
}
