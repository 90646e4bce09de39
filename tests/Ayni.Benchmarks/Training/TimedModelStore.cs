using Ayni.Domain.Models;

namespace Ayni.Benchmarks.Training;

/// <summary>The model store, with the time and size of the checkpoints that are written to it.</summary>
internal sealed class TimedModelStore(IModelStore store, StoreTraffic traffic, TimeProvider time) : IModelStore
{
    public async Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        await store.WriteAsync(key, value, cancellationToken);
        if (key.EndsWith(".factors", StringComparison.Ordinal))
            traffic.Add(value.Length, time.GetElapsedTime(started).TotalSeconds);
    }

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        store.ReadAsync(key, cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        store.ListAsync(prefix, cancellationToken);

    public Task<int> DeleteAsync(string prefix, CancellationToken cancellationToken = default) =>
        store.DeleteAsync(prefix, cancellationToken);
}
