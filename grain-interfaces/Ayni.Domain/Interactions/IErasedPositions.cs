namespace Ayni.Domain.Interactions;

/// <summary>
/// Which positions of the log were erased: what a copy of the log needs to know to forget the same interactions. No
/// shopper can be told from it.
/// </summary>
public interface IErasedPositions
{
    /// <summary>
    /// Reads up to <paramref name="limit"/> erased positions after a position, ascending. Those of a guest whose
    /// interactions went to a shopper are among them: they stand at new positions.
    /// </summary>
    Task<IReadOnlyList<long>> ReadErasedAsync(
        long afterPosition, int limit, CancellationToken cancellationToken = default);
}
