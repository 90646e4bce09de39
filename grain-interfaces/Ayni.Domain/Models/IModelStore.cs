namespace Ayni.Domain.Models;

/// <summary>
/// Durable bytes by key: training snapshots, checkpoints and published models. Keys are paths of
/// <c>[a-z0-9._-]</c> parts separated by "/". Thread-safe. A write replaces the whole value atomically: a reader sees
/// the old bytes or the new ones, never a mixture, and after a crash one of the two.
/// </summary>
public interface IModelStore
{
    /// <summary>Largest value, in bytes.</summary>
    const int MaxValueBytes = 0x7FFFFFC7;

    /// <summary>Writes or replaces a value.</summary>
    Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default);

    /// <summary>Reads a value; null if there is none.</summary>
    Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Keys that start with a prefix, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Deletes every value whose key starts with a prefix.</summary>
    /// <returns>Number deleted.</returns>
    Task<int> DeleteAsync(string prefix, CancellationToken cancellationToken = default);
}
