namespace Ayni.GrainInterfaces.Catalog;

/// <summary>One product a shard found.</summary>
/// <param name="ProductId">External product id.</param>
/// <param name="Score">By the query's ranking.</param>
/// <param name="IsCatalogued">False if the catalogue does not hold it: it is known from interactions alone.</param>
[GenerateSerializer, Immutable, Alias("ayni.shard-hit")]
public sealed record ShardHit(
    [property: Id(0)] string ProductId,
    [property: Id(1)] float Score,
    [property: Id(2)] bool IsCatalogued);
