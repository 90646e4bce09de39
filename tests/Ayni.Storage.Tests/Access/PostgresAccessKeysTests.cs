namespace Ayni.Storage.Tests.Access;

public sealed class PostgresAccessKeysTests(PostgresFixture fixture)
    : AccessKeysContract(fixture), IClassFixture<PostgresFixture>
{
}
