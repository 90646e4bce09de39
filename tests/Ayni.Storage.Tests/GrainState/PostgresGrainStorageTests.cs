namespace Ayni.Storage.Tests.GrainState;

public sealed class PostgresGrainStorageTests(PostgresFixture fixture)
    : GrainStorageContract(fixture), IClassFixture<PostgresFixture>
{
}
