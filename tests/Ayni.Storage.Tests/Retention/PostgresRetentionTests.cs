namespace Ayni.Storage.Tests.Retention;

public sealed class PostgresRetentionTests(PostgresFixture fixture)
    : RetentionContract(fixture), IClassFixture<PostgresFixture>
{
}
