namespace Ayni.Storage.Tests.Interactions;

public sealed class PostgresInteractionLogTests(PostgresFixture fixture)
    : InteractionLogContract(fixture), IClassFixture<PostgresFixture>
{
}
