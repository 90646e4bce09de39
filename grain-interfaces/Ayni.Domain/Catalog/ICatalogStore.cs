using Ayni.Domain.Interactions;

namespace Ayni.Domain.Catalog;

/// <summary>The durable catalogue. Thread-safe. A write that returned is on disk.</summary>
public interface ICatalogStore
{
    /// <summary>Inserts or replaces products, all or nothing; the last of two with one id wins.</summary>
    Task UpsertAsync(IReadOnlyList<Product> products, CancellationToken cancellationToken = default);

    /// <summary>Changes some fields of one product, atomically.</summary>
    /// <returns>The product afterwards; null if there is none with that id.</returns>
    Task<Product?> UpdateAsync(string productId, ProductPatch patch, CancellationToken cancellationToken = default);

    /// <summary>Deletes one product.</summary>
    /// <returns>False if there was none.</returns>
    Task<bool> DeleteAsync(string productId, CancellationToken cancellationToken = default);

    /// <summary>The products with these ids, in the order given, missing ones left out.</summary>
    Task<IReadOnlyList<Product>> GetAsync(
        IReadOnlyCollection<string> productIds, CancellationToken cancellationToken = default);

    /// <summary>
    /// One page, ordered by product id (in <see cref="IdOrder"/>), after a given id; null: from the start.
    /// </summary>
    Task<IReadOnlyList<Product>> GetPageAsync(
        string? afterProductId, int limit, CancellationToken cancellationToken = default);

    /// <summary>Number of products.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken = default);
}
