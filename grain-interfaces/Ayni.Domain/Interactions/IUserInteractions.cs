namespace Ayni.Domain.Interactions;

/// <summary>Everything the log holds of one shopper.</summary>
public interface IUserInteractions
{
    /// <summary>
    /// All interactions of a shopper up to a position, by position. Read a page at a time, so that neither memory nor a
    /// snapshot of the database grows with a slow reader; what is erased meanwhile is not read.
    /// </summary>
    /// <param name="userId">The shopper.</param>
    /// <param name="asOfPosition">Last position read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<LoggedInteraction> ReadAllByUserAsync(
        string userId, long asOfPosition, CancellationToken cancellationToken = default);
}
