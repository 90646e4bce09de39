namespace Ayni.Domain.Interactions;

/// <summary>
/// The durable, ordered log of interactions: the one source of truth that grains and models are made from.
/// Thread-safe. A write that returned is on disk; a write that threw may or may not be, and can be sent again
/// with the same event ids.
/// </summary>
public interface IInteractionLog : IReadableLog
{
    /// <summary>
    /// Appends in order, all or nothing. Calls made at the same time share a commit.
    /// </summary>
    /// <returns>One result an interaction, in the order given.</returns>
    Task<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<Interaction> interactions, CancellationToken cancellationToken = default);

    /// <summary>Appends many, in batches of one commit each; what was committed before a failure stays.</summary>
    /// <param name="interactions">Read once, in order.</param>
    /// <param name="progress">Told the number of interactions processed so far, after each commit.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    Task<BulkAppendResult> AppendBulkAsync(
        IAsyncEnumerable<Interaction> interactions,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases every interaction of a user. Positions of others do not move. Their event ids stay known as hashes,
    /// so that a late retry does not bring an erased interaction back.
    /// </summary>
    /// <returns>Number erased.</returns>
    Task<long> EraseUserAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>
    /// The same for the interactions of a user at or before a position; what came later stays.
    /// </summary>
    /// <returns>Number erased.</returns>
    Task<long> EraseUserAsOfAsync(
        string userId, long asOfPosition, CancellationToken cancellationToken = default);
}
