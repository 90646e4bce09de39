using Ayni.Domain.Catalog;

namespace Ayni.Trainer.Texts;

/// <summary>Reads the whole catalogue.</summary>
internal static class CatalogueReader
{
    private const int PageSize = 1_000;

    public static async Task<List<Product>> ReadAsync(ICatalogStore catalog, CancellationToken cancellationToken)
    {
        var products = new List<Product>();
        IReadOnlyList<Product> page;
        do
        {
            page = await catalog.GetPageAsync(
                products.Count > 0 ? products[^1].ProductId : null, PageSize, cancellationToken);
            products.AddRange(page);
        }
        while (page.Count == PageSize);
        return products;
    }
}
