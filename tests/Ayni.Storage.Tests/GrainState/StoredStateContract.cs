using Ayni.Storage.GrainState;
using Ayni.Testing;
using Orleans.Storage;

namespace Ayni.Storage.Tests.GrainState;

/// <summary>Every state that a grain keeps comes back from the provider that keeps it, whole.</summary>
public abstract class StoredStateContract
{
    public static TheoryData<string> Names => [.. StoredStates.Names];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task ReadStateAsync_EveryMemberWritten_GivesTheSame(string name) =>
        RoundTripAsync(name, FilledObject.Of(StoredStates.TypeOf(name)), "filled");

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task ReadStateAsync_NewStateWritten_GivesTheSame(string name) =>
        RoundTripAsync(name, Activator.CreateInstance(StoredStates.TypeOf(name))!, "new");

    [SkippableTheory]
    [InlineData("ñandú/1")]
    [InlineData("0")]
    [InlineData("ffffffffffffffff")]
    [InlineData("2a+northern")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task FindAsync_AnyKindOfKey_IsWhatTheGrainWroteLast(string key)
    {
        var (storage, states) = (await OpenAsync(), await OpenStatesAsync());
        var grain = GrainId.Create("shelf", key);
        var stored = new GrainState<Shelf> { State = new Shelf(1) };
        await storage.WriteStateAsync("shelf", grain, stored);
        stored.State = new Shelf(2);
        await storage.WriteStateAsync("shelf", grain, stored);

        Assert.Equal(new Shelf(2), await FindAsync<Shelf>(states, "shelf", grain));
    }

    [SkippableFact]
    public async Task FindAsync_NeverWrittenOrCleared_IsNull()
    {
        var (storage, states) = (await OpenAsync(), await OpenStatesAsync());
        var grain = GrainId.Create("shelf", "cleared");
        var stored = new GrainState<Shelf> { State = new Shelf(1) };
        await storage.WriteStateAsync("shelf", grain, stored);
        await storage.ClearStateAsync("shelf", grain, stored);

        Assert.Null(await FindAsync<Shelf>(states, "shelf", grain));
        Assert.Null(await FindAsync<Shelf>(states, "shelf", GrainId.Create("shelf", "new")));
        Assert.Null(await FindAsync<Shelf>(states, "another", grain));
    }

    /// <summary>Service of the silos that write.</summary>
    protected virtual string ServiceId => "any";

    /// <summary>The provider under test.</summary>
    protected abstract Task<IGrainStorage> OpenAsync();

    /// <summary>The reader of what it writes.</summary>
    protected abstract Task<IStoredStates> OpenStatesAsync();

    private Task<T?> FindAsync<T>(IStoredStates states, string name, GrainId grain)
        where T : class => states.FindAsync<T>(ServiceId, name, grain, CancellationToken.None);

    private async Task RoundTripAsync(string name, object state, string key)
    {
        var (storage, states) = (await OpenAsync(), await OpenStatesAsync());
        var method = typeof(StoredStateContract).GetMethod(
            nameof(WriteAndReadAsync),
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;
        var reading = (Task<(object Read, object? Found)>)method.MakeGenericMethod(state.GetType())
            .Invoke(this, [storage, states, name, GrainId.Create(name, key), state])!;

        var (read, found) = await reading;
        Assert.Equivalent(state, read, strict: true);
        Assert.Equivalent(state, found, strict: true);
    }

    private async Task<(object Read, object? Found)> WriteAndReadAsync<T>(
        IGrainStorage storage, IStoredStates states, string name, GrainId grain, object state)
        where T : class
    {
        await storage.WriteStateAsync(name, grain, new GrainState<T> { State = (T)state });
        var read = new GrainState<T>();
        await storage.ReadStateAsync(name, grain, read);
        Assert.True(read.RecordExists);
        return (read.State!, await FindAsync<T>(states, name, grain));
    }

    private sealed record Shelf(int Products);
}
