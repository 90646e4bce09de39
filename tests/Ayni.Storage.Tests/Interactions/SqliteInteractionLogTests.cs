namespace Ayni.Storage.Tests.Interactions;

public sealed class SqliteInteractionLogTests(SqliteFixture fixture)
    : InteractionLogContract(fixture), IClassFixture<SqliteFixture>
{
}
