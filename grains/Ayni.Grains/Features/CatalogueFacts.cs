using Ayni.Domain.Catalog;
using Ayni.Features.Embeddings;
using Ayni.Features.Histories;

namespace Ayni.Grains.Features;

/// <summary>
/// What the catalogue says of some products, read again only when the catalogue or the products' vectors changed. Not
/// thread-safe; one reader.
/// </summary>
internal sealed class CatalogueFacts(ICatalogStore catalog)
{
    private Dictionary<string, ProductFacts?> _facts = new(StringComparer.Ordinal);
    private string? _embeddings;

    /// <summary>Catalogue position that everything known is of, or a later one.</summary>
    public long Position { get; private set; }

    /// <summary>The facts of a product that was read; null: the catalogue does not hold it.</summary>
    public ProductFacts? this[string productId] => _facts[productId];

    /// <summary>Knows some products, as the catalogue has them now.</summary>
    /// <param name="productIds">Which.</param>
    /// <param name="embeddings">The products' vectors in force; null: none.</param>
    /// <param name="cancellationToken">Gives up; what was known stays.</param>
    /// <returns>True if what was known of one of them is so no more.</returns>
    public async Task<bool> ReadAsync(
        IReadOnlySet<string> productIds, StoredEmbeddings? embeddings, CancellationToken cancellationToken)
    {
        // The head first: whatever stands at or before it, the reading after it returns.
        var head = await catalog.GetHeadAsync(cancellationToken);
        var known = head == Position && embeddings?.Version == _embeddings ? _facts : [];
        string[] wanted = [.. productIds.Where(productId => !known.ContainsKey(productId))];
        var found = (await catalog.GetAsync(wanted, cancellationToken)).ToDictionary(
            product => product.ProductId,
            product => ProductFacts.Of(product, null, embeddings),
            StringComparer.Ordinal);
        var fresh = new Dictionary<string, ProductFacts?>(known, StringComparer.Ordinal);
        foreach (var productId in wanted)
            fresh[productId] = found.GetValueOrDefault(productId);
        var changed = productIds.Any(
            productId => _facts.TryGetValue(productId, out var before) && before != fresh[productId]);
        (_facts, Position, _embeddings) = (fresh, head, embeddings?.Version);
        return changed;
    }
}
