namespace Ayni.Storage.Tests.Interactions;

public sealed class PostgresInteractionConcurrencyTests(PostgresFixture fixture)
    : InteractionConcurrencyContract(fixture), IClassFixture<PostgresFixture>
{
}
