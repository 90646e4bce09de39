namespace Ayni.Storage.Tests.Retention;

public sealed class SqliteRetentionTests(SqliteFixture fixture)
    : RetentionContract(fixture), IClassFixture<SqliteFixture>
{
}
