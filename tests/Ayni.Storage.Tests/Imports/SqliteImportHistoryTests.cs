namespace Ayni.Storage.Tests.Imports;

public sealed class SqliteImportHistoryTests(SqliteFixture fixture)
    : ImportHistoryContract(fixture), IClassFixture<SqliteFixture>
{
}
