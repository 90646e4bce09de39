namespace Ayni.Domain.Interactions;

/// <summary>How often a product was met with one type of interaction in one stretch of time.</summary>
/// <param name="ProductId">External product id.</param>
/// <param name="Type">Type counted.</param>
/// <param name="BucketStart">Where the stretch begins, in UTC; it ends where the next one begins.</param>
/// <param name="Count">Number of interactions, at least 1.</param>
/// <param name="CustomType">The shop's own name of the type, where it is custom.</param>
public sealed record ProductBucketCount(
    string ProductId, InteractionType Type, DateTimeOffset BucketStart, long Count, string? CustomType = null);
