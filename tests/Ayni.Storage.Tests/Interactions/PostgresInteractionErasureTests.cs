namespace Ayni.Storage.Tests.Interactions;

public sealed class PostgresInteractionErasureTests(PostgresFixture fixture)
    : InteractionErasureContract(fixture), IClassFixture<PostgresFixture>
{
}
