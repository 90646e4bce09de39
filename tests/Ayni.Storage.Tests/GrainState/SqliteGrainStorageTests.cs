namespace Ayni.Storage.Tests.GrainState;

public sealed class SqliteGrainStorageTests(SqliteFixture fixture)
    : GrainStorageContract(fixture), IClassFixture<SqliteFixture>
{
}
