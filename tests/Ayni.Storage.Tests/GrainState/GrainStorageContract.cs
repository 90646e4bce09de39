using Orleans.Storage;

namespace Ayni.Storage.Tests.GrainState;

/// <summary>What the grain storage promises, whichever database keeps it.</summary>
public abstract class GrainStorageContract(StorageFixture fixture)
{
    private const string StateName = "profile";

    [SkippableFact]
    public async Task ReadStateAsync_NeverWritten_IsNewAndHasNoRecord()
    {
        var storage = await OpenAsync();
        var state = new GrainState<Visits> { State = new Visits { Count = 5 }, ETag = "7", RecordExists = true };

        await storage.ReadStateAsync(StateName, Grain("new"), state);

        Assert.Equal(new Visits(), state.State);
        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
    }

    [SkippableFact]
    public async Task WriteStateAsync_ThenRead_GivesTheSame()
    {
        var storage = await OpenAsync();
        var written = new GrainState<Visits>
        {
            State = new Visits
            {
                Count = 3,
                Name = "ñ 🛒 \0 \"",
                Last = new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.FromHours(-5)),
                Score = double.NaN,
            },
        };

        await storage.WriteStateAsync(StateName, Grain("roundtrip"), written);
        var read = new GrainState<Visits>();
        await storage.ReadStateAsync(StateName, Grain("roundtrip"), read);

        Assert.Equal(written.State, read.State);
        Assert.Equal(written.ETag, read.ETag);
        Assert.True(written.RecordExists && read.RecordExists);
    }

    [SkippableFact]
    public async Task WriteStateAsync_SeveralStatesAndGrains_AreApart()
    {
        var storage = await OpenAsync();
        await WriteAsync(storage, "apart", 1);
        await WriteAsync(storage, "apart-2", 2);
        var other = new GrainState<Visits> { State = new Visits { Count = 3 } };
        await storage.WriteStateAsync("other", Grain("apart"), other);

        Assert.Equal(1, (await ReadAsync(storage, "apart")).State!.Count);
        Assert.Equal(2, (await ReadAsync(storage, "apart-2")).State!.Count);
    }

    [SkippableTheory]
    [InlineData("7", "007")]
    [InlineData("abc", "ABC")]
    [InlineData("0", "00")]
    [InlineData("17+x", "017+x")]
    [InlineData("550e8400e29b41d4a716446655440000", "550E8400E29B41D4A716446655440000")]
    public async Task WriteStateAsync_KeysThatAreOneNumber_AreTwoGrains(string key, string other)
    {
        var storage = await OpenAsync();
        await WriteAsync(storage, key, 1);
        Assert.False((await ReadAsync(storage, other)).RecordExists);
        await WriteAsync(storage, other, 2);

        Assert.Equal(1, (await ReadAsync(storage, key)).State!.Count);
        Assert.Equal(2, (await ReadAsync(storage, other)).State!.Count);
    }

    [SkippableFact]
    public async Task WriteStateAsync_AgainByTheSameActivation_MovesTheVersion()
    {
        var storage = await OpenAsync();
        var state = await WriteAsync(storage, "again", 1);
        var first = state.ETag;

        state.State = new Visits { Count = 2 };
        await storage.WriteStateAsync(StateName, Grain("again"), state);

        Assert.NotEqual(first, state.ETag);
        Assert.Equal(2, (await ReadAsync(storage, "again")).State!.Count);
    }

    [SkippableFact]
    public async Task WriteStateAsync_StaleETag_ThrowsAndChangesNothing()
    {
        var storage = await OpenAsync();
        var winner = await WriteAsync(storage, "stale", 1);
        var loser = await ReadAsync(storage, "stale");
        await storage.WriteStateAsync(StateName, Grain("stale"), winner);

        var read = loser.ETag;
        var exception = await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteStateAsync(StateName, Grain("stale"), loser));

        Assert.Equal(winner.ETag, exception.StoredEtag);
        Assert.Equal(read, exception.CurrentEtag);
        Assert.Equal(read, loser.ETag);
        Assert.Equal(winner.ETag, (await ReadAsync(storage, "stale")).ETag);
    }

    [SkippableFact]
    public async Task WriteStateAsync_TwoFirstWriters_OnlyOneWins()
    {
        var storages = new[] { await OpenAsync(), await OpenAsync() };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            try
            {
                await WriteAsync(storages[i % 2], "first", i);
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, won => won);
    }

    [SkippableFact]
    public async Task ClearStateAsync_AState_IsGoneAndCanBeWrittenAnew()
    {
        var storage = await OpenAsync();
        var state = await WriteAsync(storage, "clear", 1);

        await storage.ClearStateAsync(StateName, Grain("clear"), state);

        Assert.Equal(new Visits(), state.State);
        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
        Assert.False((await ReadAsync(storage, "clear")).RecordExists);
        await storage.WriteStateAsync(StateName, Grain("clear"), state);
        Assert.True((await ReadAsync(storage, "clear")).RecordExists);
    }

    [SkippableFact]
    public async Task ClearStateAsync_StaleETag_Throws()
    {
        var storage = await OpenAsync();
        var state = await WriteAsync(storage, "clear-stale", 1);
        var stale = await ReadAsync(storage, "clear-stale");
        await storage.WriteStateAsync(StateName, Grain("clear-stale"), state);

        await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.ClearStateAsync(StateName, Grain("clear-stale"), stale));

        Assert.True((await ReadAsync(storage, "clear-stale")).RecordExists);
    }

    [SkippableFact]
    public async Task ClearStateAsync_NothingThere_DoesNothing()
    {
        var storage = await OpenAsync();
        var state = new GrainState<Visits>();

        await storage.ClearStateAsync(StateName, Grain("clear-nothing"), state);

        Assert.False(state.RecordExists);
    }

    [SkippableFact]
    public async Task WriteStateAsync_ETagFromBeforeAClear_FitsNoLaterState()
    {
        var storage = await OpenAsync();
        var state = await WriteAsync(storage, "aba", 1);
        var old = await ReadAsync(storage, "aba");
        await storage.ClearStateAsync(StateName, Grain("aba"), state);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await storage.WriteStateAsync(StateName, Grain("aba"), state);

        await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteStateAsync(StateName, Grain("aba"), old));
    }

    private static GrainId Grain(string key) => GrainId.Create("user", key);

    private static async Task<GrainState<Visits>> WriteAsync(IGrainStorage storage, string key, int count)
    {
        var state = new GrainState<Visits> { State = new Visits { Count = count } };
        await storage.WriteStateAsync(StateName, Grain(key), state);
        return state;
    }

    private static async Task<GrainState<Visits>> ReadAsync(IGrainStorage storage, string key)
    {
        var state = new GrainState<Visits>();
        await storage.ReadStateAsync(StateName, Grain(key), state);
        return state;
    }

    private async Task<IGrainStorage> OpenAsync() =>
        (await fixture.OpenAsync()).GrainStorageOf("any");

    private sealed record Visits
    {
        public int Count { get; init; }

        public string? Name { get; init; }

        public DateTimeOffset Last { get; init; }

        public double Score { get; init; }
    }
}
