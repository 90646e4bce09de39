namespace Ayni.Storage.Tests.Copies;

public sealed class PostgresLogCopiesTests(PostgresFixture fixture)
    : LogCopiesContract(fixture), IClassFixture<PostgresFixture>
{
}
