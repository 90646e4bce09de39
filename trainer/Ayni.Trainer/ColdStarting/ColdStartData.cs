using Ayni.Domain.Catalog;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Texts;

namespace Ayni.Trainer.ColdStarting;

/// <summary>A split of the log, with the products behind its items.</summary>
/// <param name="Part">Train and test.</param>
/// <param name="Products">Product of each item; one that the catalogue does not know has an empty name.</param>
/// <param name="Catalogue">All products, those without an interaction too.</param>
internal sealed record ColdStartData(
    EvaluationPart Part, IReadOnlyList<Product> Products, IReadOnlyList<Product> Catalogue)
{
    /// <summary>Reads the whole catalogue and finds the items' products in it.</summary>
    public static async Task<ColdStartData> ReadAsync(
        EvaluationPart part, ICatalogStore catalog, CancellationToken cancellationToken)
    {
        var catalogue = await CatalogueReader.ReadAsync(catalog, cancellationToken);
        var byId = catalogue.ToDictionary(product => product.ProductId, StringComparer.Ordinal);
        var ids = part.ProductIds ?? throw new ArgumentException("The items of the split have no ids.", nameof(part));
        return new ColdStartData(
            part,
            [.. ids.Select(id => byId.GetValueOrDefault(id) ?? new Product { ProductId = id, Name = "" })],
            catalogue);
    }
}
