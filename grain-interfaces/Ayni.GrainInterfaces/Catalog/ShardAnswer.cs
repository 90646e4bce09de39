using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>What a shard found.</summary>
/// <param name="Hits">Score descending, then product id (ordinal).</param>
/// <param name="Eligible">Products of this shard that pass the filters, found or not.</param>
[GenerateSerializer, Immutable, Alias("ayni.shard-answer")]
public sealed record ShardAnswer(
    [property: Id(0)] ImmutableArray<ShardHit> Hits,
    [property: Id(1)] int Eligible);
