namespace Ayni.Storage.Tests.Interactions;

public sealed class PostgresInteractionReadingTests(PostgresFixture fixture)
    : InteractionReadingContract(fixture), IClassFixture<PostgresFixture>
{
}
