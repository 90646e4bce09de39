namespace Ayni.Grains.Answering;

/// <summary>A product that a score comes from.</summary>
/// <param name="ProductId">The product: one the shopper met, or one on the page or in the cart.</param>
/// <param name="Score">Its part of the weighted score; may be negative.</param>
/// <param name="Kind">In which way.</param>
internal readonly record struct Origin(string ProductId, double Score, OriginKind Kind);
