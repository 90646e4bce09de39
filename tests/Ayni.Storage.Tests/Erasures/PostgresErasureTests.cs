using Ayni.Domain.Users;
using Ayni.Storage.GrainState;
using Ayni.Storage.Postgres;

namespace Ayni.Storage.Tests.Erasures;

public sealed class PostgresErasureTests(PostgresFixture fixture)
    : ErasureContract(fixture), IClassFixture<PostgresFixture>
{
    protected override StorageFixture NewPlace() => new PostgresFixture();

    protected override async Task PutProfileAsync(AyniStorage storage, string userId)
    {
        var (text, first, second) = PostgresStoredStates.KeyOf(GrainId.Create("user", userId));
        var database = (PostgresDatabase)storage.Database;
        await using var connection = await database.OpenOrleansAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "INSERT INTO orleans_grain_state (service_id, state_name, key_text, key_n0, key_n1, version, payload) "
            + "VALUES ('any', 'profile', @text, @n0, @n1, 1, @payload)",
            ("text", text),
            ("n0", first),
            ("n1", second),
            ("payload", new GrainStateSerializer().Serialize(new UserProfile { Segment = "new" }).ToArray()));
    }
}
