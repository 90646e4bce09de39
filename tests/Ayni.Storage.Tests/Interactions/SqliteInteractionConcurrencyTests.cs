namespace Ayni.Storage.Tests.Interactions;

public sealed class SqliteInteractionConcurrencyTests(SqliteFixture fixture)
    : InteractionConcurrencyContract(fixture), IClassFixture<SqliteFixture>
{
}
