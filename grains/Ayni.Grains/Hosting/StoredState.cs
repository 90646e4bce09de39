namespace Ayni.Grains.Hosting;

/// <summary>Writing of a grain's state.</summary>
internal static class StoredState
{
    /// <summary>Writes a state; where it cannot be written, the one before stays in memory.</summary>
    /// <exception cref="Exception">Whatever the store says.</exception>
    public static async Task ReplaceAsync<TState>(this IPersistentState<TState> storage, TState state)
    {
        var before = storage.State;
        storage.State = state;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }
}
