using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Catalog;

namespace Ayni.Grains.Catalog;

/// <summary>What a search found.</summary>
/// <param name="Found">Best first, each with its catalogue entry; null where the catalogue does not hold it.</param>
/// <param name="Eligible">Products that passed the filters in the shards.</param>
public sealed record CatalogSearchResult(IReadOnlyList<(ShardHit Hit, Product? Product)> Found, int Eligible);
