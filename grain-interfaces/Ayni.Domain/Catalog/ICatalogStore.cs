using Ayni.Domain.Interactions;

namespace Ayni.Domain.Catalog;

/// <summary>
/// The durable catalogue. Thread-safe. A write that returned is on disk. Every change of a product has a position, and
/// positions become readable in their order: a reader that has seen position 7 never comes back for 6.
/// </summary>
public interface ICatalogStore
{
    /// <summary>
    /// Inserts or replaces products, all or nothing; the last of two with one id wins. One without
    /// <see cref="Product.AddedAt"/> keeps that of the product it replaces; a new one gets the time of the write.
    /// </summary>
    /// <returns>Position of the newest change; of no products, the head.</returns>
    Task<long> UpsertAsync(IReadOnlyList<Product> products, CancellationToken cancellationToken = default);

    /// <summary>Inserts or replaces one product, as <see cref="UpsertAsync"/> does.</summary>
    /// <returns>The product as it is now kept and where its change is.</returns>
    Task<CatalogWrite> PutAsync(Product product, CancellationToken cancellationToken = default);

    /// <summary>Changes some fields of one product, atomically.</summary>
    /// <returns>The product afterwards and where its change is; null if there is none with that id.</returns>
    /// <exception cref="Errors.AyniException">
    /// <c>invalid</c>: the product would have a price without a currency, or too many attributes. Nothing is changed.
    /// </exception>
    Task<CatalogWrite?> UpdateAsync(
        string productId, ProductPatch patch, CancellationToken cancellationToken = default);

    /// <summary>Deletes one product.</summary>
    /// <returns>Position of the deletion; null if there was none with that id.</returns>
    Task<long?> DeleteAsync(string productId, CancellationToken cancellationToken = default);

    /// <summary>Newest readable position; 0 before the first change. Every reader sees all changes up to it.</summary>
    Task<long> GetHeadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads up to <paramref name="limit"/> changes after a position, in position order. Of a product only the newest
    /// change is there: one that changed again has moved, so positions have holes. After position 0 it is every product
    /// there is and every one there was.
    /// </summary>
    Task<IReadOnlyList<CatalogChange>> ReadChangesAsync(
        long afterPosition, int limit, CancellationToken cancellationToken = default);

    /// <summary>The products with these ids, in the order given, missing ones left out.</summary>
    Task<IReadOnlyList<Product>> GetAsync(
        IReadOnlyCollection<string> productIds, CancellationToken cancellationToken = default);

    /// <summary>
    /// One page, ordered by product id (in <see cref="IdOrder"/>), after a given id; null: from the start.
    /// </summary>
    Task<IReadOnlyList<Product>> GetPageAsync(
        string? afterProductId, int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// The first <paramref name="limit"/> categories that products have, in <see cref="IdOrder"/>, with their number.
    /// </summary>
    Task<IReadOnlyList<CategoryCount>> CountByCategoryAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Number of products.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken = default);
}
