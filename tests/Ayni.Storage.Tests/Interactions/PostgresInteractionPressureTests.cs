using Npgsql;

namespace Ayni.Storage.Tests.Interactions;

public sealed class PostgresInteractionPressureTests(PostgresFixture fixture)
    : InteractionPressureContract(fixture), IClassFixture<PostgresFixture>
{
    private readonly PostgresFixture _fixture = fixture;

    private protected override async Task<IAsyncDisposable> HoldLogAsync()
    {
        var connection = new NpgsqlConnection($"{_fixture.Options.PostgresConnectionString};Pooling=False");
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand(
            "BEGIN; LOCK TABLE ayni.log_head IN ACCESS EXCLUSIVE MODE", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }
}
