using Ayni.Domain.Catalog;
using Ayni.Domain.Scenarios;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Exports;

/// <summary>What the rules of a list ask of products: family, brand, category, as the catalogue has them.</summary>
internal static class RuleProducts
{
    /// <summary>Products read from the catalogue at one time.</summary>
    public const int PageSize = 2_000;

    /// <summary>A product a row; null where its rules ask nothing, or the catalogue does not hold it.</summary>
    public static async Task<Product?[]> ReadAsync(
        ICatalogStore catalog, IndexSnapshot snapshot, Scenario scenario, CancellationToken cancellationToken)
    {
        var products = new Product?[snapshot.Count];
        if (scenario.MaxPerBrand is null && scenario.MaxPerCategory is null)
        {
            FillFamilies(products, snapshot);
            return products;
        }

        // The index knows brands and categories but for case and accents, and the rules tell accents apart.
        string? after = null;
        while (true)
        {
            var page = await catalog.GetPageAsync(after, PageSize, cancellationToken);
            foreach (var product in page)
            {
                if (snapshot.Ids.RowOf(product.ProductId) is var row and >= 0)
                    products[row] = Slim(product);
            }

            if (page.Count < PageSize)
                return products;
            after = page[^1].ProductId;
        }
    }

    private static void FillFamilies(Product?[] products, IndexSnapshot snapshot)
    {
        for (var row = 0; row < products.Length; row++)
        {
            if (snapshot.Columns.ParentIdOf(row) is { } parent)
                products[row] = new Product { ProductId = snapshot.Ids[row], Name = "", ParentId = parent };
        }
    }

    private static Product Slim(Product product) => new()
    {
        ProductId = product.ProductId,
        Name = "",
        Brand = product.Brand,
        Category = product.Category,
        ParentId = product.ParentId,
    };
}
