namespace Ayni.Storage.Tests.Interactions;

public sealed class SqliteInteractionReadingTests(SqliteFixture fixture)
    : InteractionReadingContract(fixture), IClassFixture<SqliteFixture>
{
}
