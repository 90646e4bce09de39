namespace Ayni.Domain.Interactions;

/// <summary>
/// Which positions of the log a copy of it must not hold: those that were erased, and those of shoppers who refuse
/// analytics. No shopper can be told from it.
/// </summary>
public interface IErasedPositions
{
    /// <summary>
    /// Reads up to <paramref name="limit"/> erased positions after a position, ascending. Those of a guest whose
    /// interactions went to a shopper are among them: they stand at new positions. Those of whoever refuses analytics
    /// are among them for as long as they do.
    /// </summary>
    Task<IReadOnlyList<long>> ReadErasedAsync(
        long afterPosition, int limit, CancellationToken cancellationToken = default);
}
