namespace Ayni.Storage.Tests.Interactions;

public sealed class SqliteInteractionErasureTests(SqliteFixture fixture)
    : InteractionErasureContract(fixture), IClassFixture<SqliteFixture>
{
}
