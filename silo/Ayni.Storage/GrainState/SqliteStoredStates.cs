namespace Ayni.Storage.GrainState;

/// <summary>States of the silo of a data directory.</summary>
internal sealed class SqliteStoredStates(DbGrainStorage storage) : IStoredStates
{
    public async Task<T?> FindAsync<T>(
        string serviceId, string stateName, GrainId grain, CancellationToken cancellationToken)
        where T : class
    {
        var stored = new GrainState<T>();
        await storage.ReadStateAsync(stateName, grain, stored, cancellationToken).ConfigureAwait(false);
        return stored.RecordExists ? stored.State : null;
    }
}
