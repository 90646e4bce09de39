namespace Ayni.Storage.Tests.Imports;

public sealed class PostgresImportHistoryTests(PostgresFixture fixture)
    : ImportHistoryContract(fixture), IClassFixture<PostgresFixture>
{
}
