using Ayni.Domain.Errors;

namespace Ayni.Domain.Access;

/// <summary>
/// The durable register of keys. A key that was taken back stays in it. Thread-safe. A write that returned is on disk.
/// </summary>
public interface IAccessKeys
{
    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ofNewName">Whether no live key may have its name.</param>
    /// <param name="maxLive">Most keys that are honoured at the time it was made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AyniException"><c>conflict</c>: the name is taken, or there are too many.</exception>
    Task AddAsync(AccessKey key, bool ofNewName, int maxLive, CancellationToken cancellationToken = default);

    /// <summary>All keys, by name, then oldest first.</summary>
    Task<IReadOnlyList<AccessKey>> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes a key back. One that was keeps the time it was.</summary>
    /// <returns>False: there is no such key.</returns>
    Task<bool> RevokeAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Lets a key expire, unless it does so sooner.</summary>
    /// <returns>False: there is no such key.</returns>
    Task<bool> ExpireAsync(string id, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Notes when keys were last shown; an older time changes nothing.</summary>
    Task NoteUseAsync(
        IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> uses, CancellationToken cancellationToken = default);
}
