using Ayni.Domain.Catalog;

namespace Ayni.Quality;

/// <summary>What the catalogue says of the products of a log, by their number there.</summary>
internal sealed class CatalogueOfRows
{
    private readonly Product?[] _products;

    public CatalogueOfRows(IReadOnlyList<string> productIds, IReadOnlyList<Product> products)
    {
        var byId = products.ToDictionary(product => product.ProductId, StringComparer.Ordinal);
        _products = [.. productIds.Select(byId.GetValueOrDefault)];
        IsEmpty = products.Count == 0;
        HasCategories = products.Any(product => product.Category is not null);
        HasBrands = products.Any(product => product.Brand is not null);

        // Prices of two currencies have no common scale: the one that most products have is compared.
        Currency = products
            .Where(product => product.Price is not null)
            .GroupBy(product => product.Currency, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;
    }

    public bool IsEmpty { get; }

    public bool HasCategories { get; }

    public bool HasBrands { get; }

    public string? Currency { get; }

    public bool HasPrices => Currency is not null;

    public bool IsKnown(int product) => _products[product] is not null;

    public double PriceOf(int product) => _products[product] is { Price: { } price } priced
        && priced.Currency == Currency ? (double)price : double.NaN;

    public string? CategoryOf(int product) => _products[product]?.Category;

    public string? BrandOf(int product) => _products[product]?.Brand;
}
