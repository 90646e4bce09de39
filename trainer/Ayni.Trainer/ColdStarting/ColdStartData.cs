using Ayni.Domain.Catalog;
using Ayni.Trainer.Evaluating;

namespace Ayni.Trainer.ColdStarting;

/// <summary>A split of the log, with the products behind its items.</summary>
/// <param name="Part">Train and test.</param>
/// <param name="Products">Product of each item; one that the catalogue does not know has an empty name.</param>
/// <param name="Catalogue">All products, those without an interaction too.</param>
internal sealed record ColdStartData(
    EvaluationPart Part, IReadOnlyList<Product> Products, IReadOnlyList<Product> Catalogue)
{
    private const int PageSize = 1_000;

    /// <summary>Reads the whole catalogue and finds the items' products in it.</summary>
    public static async Task<ColdStartData> ReadAsync(
        EvaluationPart part, ICatalogStore catalog, CancellationToken cancellationToken)
    {
        var catalogue = await ReadCatalogueAsync(catalog, cancellationToken);
        var byId = catalogue.ToDictionary(product => product.ProductId, StringComparer.Ordinal);
        var ids = part.ProductIds ?? throw new ArgumentException("The items of the split have no ids.", nameof(part));
        return new ColdStartData(
            part,
            [.. ids.Select(id => byId.GetValueOrDefault(id) ?? new Product { ProductId = id, Name = "" })],
            catalogue);
    }

    public static async Task<List<Product>> ReadCatalogueAsync(
        ICatalogStore catalog, CancellationToken cancellationToken)
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
