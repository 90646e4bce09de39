namespace Ayni.Storage.Tests.Access;

public sealed class SqliteAccessKeysTests(SqliteFixture fixture)
    : AccessKeysContract(fixture), IClassFixture<SqliteFixture>
{
}
