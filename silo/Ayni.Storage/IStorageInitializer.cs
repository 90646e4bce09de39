using Ayni.Domain.Errors;

namespace Ayni.Storage;

/// <summary>Makes or upgrades the schema before first use.</summary>
public interface IStorageInitializer
{
    /// <summary>
    /// Makes the schema, or brings an older one forward. Idempotent; several processes may call it at the same time.
    /// Not calling it is fine: the first use of a store does.
    /// </summary>
    /// <exception cref="AyniException">The schema is newer than this program.</exception>
    Task InitializeAsync(CancellationToken cancellationToken = default);
}
