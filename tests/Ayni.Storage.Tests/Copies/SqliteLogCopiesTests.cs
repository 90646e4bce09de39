namespace Ayni.Storage.Tests.Copies;

public sealed class SqliteLogCopiesTests(SqliteFixture fixture)
    : LogCopiesContract(fixture), IClassFixture<SqliteFixture>
{
}
