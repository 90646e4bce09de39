namespace Ayni.Domain.Interactions;

/// <summary>
/// Interactions in their order: all of the log, or those of shoppers who allow a purpose. What shoppers say of their
/// consent has positions too and is read nowhere here, so that positions may be missing. Thread-safe.
/// </summary>
public interface IReadableLog
{
    /// <summary>Newest readable position; 0 for an empty log. Every reader sees all positions up to it.</summary>
    Task<long> GetHeadAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads up to <paramref name="limit"/> interactions after a position, in position order.</summary>
    Task<IReadOnlyList<LoggedInteraction>> ReadAsync(
        long afterPosition, int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// The newest <paramref name="count"/> interactions of a user after a position, oldest first (by position).
    /// </summary>
    Task<IReadOnlyList<LoggedInteraction>> ReadNewestByUserAsync(
        string userId, int count, long afterPosition = 0, CancellationToken cancellationToken = default);

    /// <summary>
    /// The newest <paramref name="count"/> interactions with a product after a position, oldest first (by position).
    /// </summary>
    Task<IReadOnlyList<LoggedInteraction>> ReadNewestByProductAsync(
        string productId, int count, long afterPosition = 0, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams what training needs as of a position: all interactions at or before it that have a product, ordered by
    /// user id (in <see cref="IdOrder"/>), then position; of each user only the newest
    /// <paramref name="newestPerUser"/>. The same position always gives the same rows in the same order, whatever the
    /// store, erasure apart.
    /// </summary>
    IAsyncEnumerable<LoggedInteraction> ReadByUserAsOfAsync(
        long asOfPosition, int newestPerUser, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sums over all interactions at or before a position, by product (in <see cref="IdOrder"/>) and type.
    /// </summary>
    IAsyncEnumerable<ProductInteractionCount> CountByProductAsOfAsync(
        long asOfPosition, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts by product (in <see cref="IdOrder"/>), type and bucket of time, by the shop's clock and whatever the
    /// order of arrival. Buckets without an interaction are left out.
    /// </summary>
    /// <param name="since">Earliest time counted, to the millisecond; the first bucket begins here.</param>
    /// <param name="bucket">Length of a bucket, at least 1 ms and of whole milliseconds.</param>
    /// <param name="upToPosition">Last position counted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<ProductBucketCount> CountByProductSinceAsync(
        DateTimeOffset since, TimeSpan bucket, long upToPosition, CancellationToken cancellationToken = default);
}
