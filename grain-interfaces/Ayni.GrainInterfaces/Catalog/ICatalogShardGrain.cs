using System.Collections.Immutable;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>
/// One slice of the catalogue, keyed by shard number 0 to <see cref="CatalogShardOptions.Shards"/> − 1: the factors
/// and filter columns of its products, for exact top-K. It holds a slice of the model's items, and of the products the
/// model does not know those whose id hashes to it. Every product belongs to exactly one shard of a version.
/// </summary>
[Alias("ayni.catalog-shard")]
public interface ICatalogShardGrain : IGrainWithIntegerKey
{
    /// <summary>Loads a version, so that the next query for it does not wait. Idempotent.</summary>
    /// <param name="modelName">See <see cref="ModelNames"/>.</param>
    /// <param name="version">A version whose files are in the model store.</param>
    /// <exception cref="AyniException"><c>not_found</c>: the model store does not hold the version.</exception>
    [Alias("load"), AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task Load(string modelName, string version);

    /// <summary>The best products of this shard that pass the filters; exact. Loads the version if it must.</summary>
    /// <exception cref="AyniException"><c>not_found</c>: the model store does not hold the version.</exception>
    [Alias("find-top"), AlwaysInterleave]
    Task<ShardAnswer> FindTop(ShardQuery query);

    /// <summary>
    /// Reads these products' catalogue entries anew, in every loaded version; ids of other shards are ignored. The
    /// next query sees them. At most <see cref="CatalogShardOptions.MaxRefresh"/> ids.
    /// </summary>
    [Alias("refresh")]
    Task Refresh(ImmutableArray<string> productIds);
}
