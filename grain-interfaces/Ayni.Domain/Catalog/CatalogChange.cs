namespace Ayni.Domain.Catalog;

/// <summary>The newest change of one product.</summary>
/// <param name="Position">1-based, strictly increasing in the order of the changes.</param>
/// <param name="ProductId">Id of the product.</param>
/// <param name="Product">The product as it is after the change; null if it was deleted.</param>
[GenerateSerializer, Immutable, Alias("ayni.catalog-change")]
public sealed record CatalogChange(
    [property: Id(0)] long Position,
    [property: Id(1)] string ProductId,
    [property: Id(2)] Product? Product);
