using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Changes;

public sealed class SqliteChangeSignalTests(SqliteFixture fixture)
    : ChangeSignalContract(fixture), IClassFixture<SqliteFixture>
{
    private readonly SqliteFixture _fixture = fixture;

    [Fact]
    public async Task Write_ThatChangesNothing_NudgesNobody()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Log.AppendAsync([View("signal-known")]);
        var seen = storage.Changes.Current;

        await WriteNothingAsync(storage, "signal-known");

        Assert.Equal(seen, storage.Changes.Current);
    }

    protected override Task<long> ListeningAsync(AyniStorage storage) => Task.FromResult(storage.Changes.Current);
}
