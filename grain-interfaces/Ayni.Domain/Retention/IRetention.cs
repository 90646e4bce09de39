using Ayni.Domain.Errors;

namespace Ayni.Domain.Retention;

/// <summary>
/// Deletes interactions that were kept as long as their type is, and knows what was deleted. Thread-safe. A write that
/// returned is on disk.
/// </summary>
public interface IRetention
{
    /// <summary>Most interactions of one batch.</summary>
    const int MaxBatch = 10_000;

    /// <summary>
    /// Takes the right to delete, or renews it. It is free again when it is given back, or when it was not renewed for
    /// its length: its holder died.
    /// </summary>
    /// <returns>Null: it is the holder's. Else until when another has it.</returns>
    Task<DateTimeOffset?> ClaimAsync(RetentionClaim claim, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives the right back, and has the database forget what was deleted. Whoever lost it changes nothing.
    /// </summary>
    Task ReleaseAsync(string holder, CancellationToken cancellationToken = default);

    /// <summary>Types of which the log holds an interaction, by number, then name.</summary>
    Task<IReadOnlyList<RetainedType>> ReadTypesAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts what happened before a time.</summary>
    Task<RetentionCount> CountAsync(
        RetainedType type, DateTimeOffset before, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes the oldest interactions of a type, and adds them to its report, in one transaction that renews the claim
    /// as well. Positions of others do not move; a late retry of one that was deleted does not bring it back; folders
    /// made of the log have to forget it.
    /// </summary>
    /// <param name="claim">Held by the caller.</param>
    /// <param name="order">What to delete.</param>
    /// <param name="from">Nothing older is looked for; null: all.</param>
    /// <param name="limit">Most to delete, 0 to <see cref="MaxBatch"/>; 0: the run is noted alone.</param>
    /// <param name="cancellationToken">Looked at until the batch begins.</param>
    /// <exception cref="AyniException"><c>conflict</c>: another process has the right to delete; nothing was done.
    /// </exception>
    Task<RetentionBatch> DeleteAsync(
        RetentionClaim claim,
        RetentionOrder order,
        DateTimeOffset? from,
        int limit,
        CancellationToken cancellationToken = default);

    /// <summary>What the runs did, by name of the type (ordinal).</summary>
    Task<IReadOnlyList<RetentionReport>> ReadAsync(CancellationToken cancellationToken = default);
}
