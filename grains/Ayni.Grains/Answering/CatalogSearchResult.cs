using Ayni.Domain.Catalog;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>What a search found.</summary>
/// <param name="Found">Best first, each with its catalogue entry; null where the catalogue does not hold it.</param>
/// <param name="Eligible">Products that passed the filters in the index.</param>
/// <param name="DegradedReason">Why products may be missing; null if none is.</param>
public sealed record CatalogSearchResult(
    IReadOnlyList<(IndexHit Hit, Product? Product)> Found, int Eligible, string? DegradedReason);
