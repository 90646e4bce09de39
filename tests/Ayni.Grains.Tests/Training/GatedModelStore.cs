using Ayni.Domain.Models;

namespace Ayni.Grains.Tests.Training;

/// <summary>The model store as one silo sees it, with the test's gate in front.</summary>
internal sealed class GatedModelStore(IModelStore store, StoreGate gate, SiloAddress silo) : IModelStore
{
    public async Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        var write = new StoreGate.StoreEvent(key, IsDeletion: false, silo);
        await gate.BeforeAsync(write);
        await store.WriteAsync(key, value, cancellationToken);
        gate.Keep(key, value);
        gate.After(write);
    }

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        store.ReadAsync(key, cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        store.ListAsync(prefix, cancellationToken);

    public async Task<int> DeleteAsync(string prefix, CancellationToken cancellationToken = default)
    {
        var deletion = new StoreGate.StoreEvent(prefix, IsDeletion: true, silo);
        await gate.BeforeAsync(deletion);
        var deleted = await store.DeleteAsync(prefix, cancellationToken);
        gate.After(deletion);
        return deleted;
    }
}
