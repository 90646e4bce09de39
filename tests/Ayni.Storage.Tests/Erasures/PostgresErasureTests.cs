namespace Ayni.Storage.Tests.Erasures;

public sealed class PostgresErasureTests(PostgresFixture fixture)
    : ErasureContract(fixture), IClassFixture<PostgresFixture>
{
    protected override StorageFixture NewPlace() => new PostgresFixture();
}
