using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.GrainInterfaces.Features;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>One product, keyed by product id: catalogue entry, factor, recent interactions, decayed counters.</summary>
[Alias("ayni.product-grain")]
public interface IProductGrain : IGrainWithStringKey
{
    /// <summary>The catalogue entry with its counters; null if the catalogue does not hold the product.</summary>
    [Alias("get")]
    Task<ProductView?> Get(CancellationToken cancellationToken = default);

    /// <summary>
    /// The catalogue entry alone, as of now; null if the catalogue does not hold the product. What an answer asks of
    /// each of its products: it reads neither the log nor the catalogue once the grain is active.
    /// </summary>
    [Alias("get-entry"), AlwaysInterleave]
    Task<Product?> GetEntry(CancellationToken cancellationToken = default);

    /// <summary>
    /// What the product says of itself for a request: whether it may be given now, and what lifts or sinks it. Reads
    /// neither the log nor the catalogue once the grain is active.
    /// </summary>
    [Alias("judge"), AlwaysInterleave]
    Task<ProductVerdict> Judge(ProductQuestion question, CancellationToken cancellationToken = default);

    /// <summary>
    /// Features of this product, from its newest interactions and its entry of now; also of one that the catalogue does
    /// not hold.
    /// </summary>
    /// <param name="asOf">Instant that they are told for, what happened before it alone; null: now.</param>
    /// <param name="cancellationToken">Gives up: the grain reads the log.</param>
    [Alias("get-features")]
    Task<FeatureReading> GetFeatures(DateTimeOffset? asOf, CancellationToken cancellationToken = default);

    /// <summary>Inserts or replaces the catalogue entry; durable, and seen by every answer, on return.</summary>
    [Alias("put")]
    Task<ProductView> Put(Product product);

    /// <summary>Changes some fields; null if the catalogue does not hold the product.</summary>
    [Alias("patch")]
    Task<ProductView?> Patch(ProductPatch patch);

    /// <summary>Deletes the catalogue entry. False if there was none.</summary>
    [Alias("delete")]
    Task<bool> Delete();

    /// <summary>Reads the log at least up to a position. Idempotent.</summary>
    /// <returns>The position applied.</returns>
    [Alias("catch-up"), AlwaysInterleave]
    Task<long> CatchUp(long position);

    /// <summary>Takes over interactions that the silo's follower of the log read. Idempotent.</summary>
    /// <param name="after">Position after which <paramref name="rows"/> are all of this product's.</param>
    /// <param name="rows">In position order.</param>
    /// <param name="upTo">Position that they are complete up to.</param>
    /// <returns>The position applied: at least <paramref name="upTo"/>.</returns>
    [Alias("apply"), AlwaysInterleave]
    Task<long> Apply(long after, ImmutableArray<LoggedInteraction> rows, long upTo);

    /// <summary>Counts anew what the log holds of this product: some of it was taken out.</summary>
    [Alias("recount")]
    Task Recount(CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts anew if any interaction that was counted was deleted because it was kept long enough.
    /// </summary>
    [Alias("drop-aged")]
    Task DropAged(ImmutableArray<AgedInteractions> aged, CancellationToken cancellationToken = default);

    /// <summary>Takes over a change of the catalogue entry; an older one than it knows is ignored.</summary>
    /// <returns>The catalogue position applied.</returns>
    [Alias("apply-change"), AlwaysInterleave]
    Task<long> ApplyChange(CatalogChange change);

    /// <summary>Reads the catalogue entry anew. Idempotent.</summary>
    /// <returns>The catalogue position applied.</returns>
    [Alias("read-entry"), AlwaysInterleave]
    Task<long> ReadEntry();
}
