namespace Ayni.Grains.Catalog;

/// <summary>One product the index found.</summary>
/// <param name="ProductId">External product id.</param>
/// <param name="Score">By the query's ranking.</param>
/// <param name="IsCatalogued">False if the catalogue does not hold it: it is known from interactions alone.</param>
public sealed record IndexHit(string ProductId, float Score, bool IsCatalogued);
