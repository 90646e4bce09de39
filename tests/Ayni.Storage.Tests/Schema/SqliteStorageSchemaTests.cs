namespace Ayni.Storage.Tests.Schema;

public sealed class SqliteStorageSchemaTests(SqliteFixture fixture)
    : StorageSchemaContract(fixture), IClassFixture<SqliteFixture>
{
}
