namespace Ayni.Storage.GrainState;

/// <summary>States in the table of <see cref="DbGrainStorage"/>.</summary>
/// <param name="storageOf">The provider of a service.</param>
internal sealed class StoredStates(Func<string, DbGrainStorage> storageOf) : IStoredStates
{
    public async Task<T?> FindAsync<T>(
        string serviceId, string stateName, GrainId grain, CancellationToken cancellationToken)
        where T : class
    {
        var stored = new GrainState<T>();
        await storageOf(serviceId).ReadStateAsync(stateName, grain, stored, cancellationToken).ConfigureAwait(false);
        return stored.RecordExists ? stored.State : null;
    }
}
