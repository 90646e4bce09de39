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

    /// <summary>The provider under test.</summary>
    protected abstract Task<IGrainStorage> OpenAsync();

    private async Task RoundTripAsync(string name, object state, string key)
    {
        var storage = await OpenAsync();
        var method = typeof(StoredStateContract).GetMethod(
            nameof(WriteAndReadAsync),
            System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!;
        var reading = (Task<object>)method.MakeGenericMethod(state.GetType())
            .Invoke(null, [storage, name, GrainId.Create(name, key), state])!;

        Assert.Equivalent(state, await reading, strict: true);
    }

    private static async Task<object> WriteAndReadAsync<T>(
        IGrainStorage storage, string name, GrainId grain, object state)
    {
        await storage.WriteStateAsync(name, grain, new GrainState<T> { State = (T)state });
        var read = new GrainState<T>();
        await storage.ReadStateAsync(name, grain, read);
        Assert.True(read.RecordExists);
        return read.State!;
    }
}
