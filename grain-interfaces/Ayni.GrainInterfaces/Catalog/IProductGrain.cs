using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Users;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>One product, keyed by product id: catalogue entry, factor, recent interactions, decayed counters.</summary>
[Alias("ayni.product-grain")]
public interface IProductGrain : IGrainWithStringKey
{
    /// <summary>The catalogue entry with its counters; null if the catalogue does not hold the product.</summary>
    [Alias("get")]
    Task<ProductView?> Get();

    /// <summary>
    /// The catalogue entry alone, as of now; null if the catalogue does not hold the product. What an answer asks of
    /// each of its products: it reads neither the log nor the catalogue once the grain is active.
    /// </summary>
    [Alias("get-entry"), AlwaysInterleave]
    Task<Product?> GetEntry();

    /// <summary>Inserts or replaces the catalogue entry; durable, and seen by every answer, on return.</summary>
    [Alias("put")]
    Task<ProductView> Put(Product product);

    /// <summary>Changes some fields; null if the catalogue does not hold the product.</summary>
    [Alias("patch")]
    Task<ProductView?> Patch(ProductPatch patch);

    /// <summary>Deletes the catalogue entry. False if there was none.</summary>
    [Alias("delete")]
    Task<bool> Delete();

    /// <summary>Reads the catalogue entry anew, after it was written by a bulk load.</summary>
    [Alias("refresh")]
    Task Refresh();

    /// <summary>Products whose factors point the same way (cosine), best first, this one left out.</summary>
    /// <param name="count">1 to <see cref="RecommendationRequest.MaxCount"/>.</param>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: neither catalogue nor model know the product.
    /// </exception>
    [Alias("similar")]
    Task<SimilarAnswer> Similar(int count);

    /// <summary>Reads the log at least up to a position. Idempotent.</summary>
    [Alias("catch-up")]
    Task<long> CatchUp(long position);
}
