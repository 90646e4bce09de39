namespace Ayni.Grains.Catalog;

/// <summary>What the index found.</summary>
/// <param name="Hits">Score descending, then product id (ordinal).</param>
/// <param name="Eligible">Products that pass the filters, found or not.</param>
public sealed record IndexAnswer(IReadOnlyList<IndexHit> Hits, int Eligible);
