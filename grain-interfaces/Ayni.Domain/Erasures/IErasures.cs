using Ayni.Domain.Errors;

namespace Ayni.Domain.Erasures;

/// <summary>
/// Erasure of shoppers for good, and what proves it. Thread-safe. A write that returned is on disk.
/// </summary>
public interface IErasures
{
    /// <summary>
    /// Erases everything the stores hold of a shopper in one transaction, and leaves a tombstone: an interaction of
    /// theirs that is dated up to the erasure is dropped from then on, by whatever way it comes and under whatever id.
    /// What is dated later is a new shopper's.
    /// </summary>
    /// <returns>What was erased, under a certificate.</returns>
    Task<Erasure> EraseAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>A certificate; null: there is none under the id.</summary>
    /// <exception cref="AyniException"><c>conflict</c>: it is not as it was issued.</exception>
    Task<ErasureCertificate?> FindAsync(string certificateId, CancellationToken cancellationToken = default);

    /// <summary>Number of the newest erasure; 0: there was none.</summary>
    Task<long> GetNewestAsync(CancellationToken cancellationToken = default);

    /// <summary>What was erased of the log up to a position after an erasure.</summary>
    /// <param name="erasure">Number of the last erasure that is not counted.</param>
    /// <param name="asOfPosition">Last position counted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ErasedSince> CountSinceAsync(
        long erasure, long asOfPosition, CancellationToken cancellationToken = default);
}
