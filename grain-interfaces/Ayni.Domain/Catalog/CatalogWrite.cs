namespace Ayni.Domain.Catalog;

/// <summary>What a change of one product did.</summary>
/// <param name="Position">Position of the change.</param>
/// <param name="Product">The product after it.</param>
[GenerateSerializer, Immutable, Alias("ayni.catalog-write")]
public sealed record CatalogWrite(
    [property: Id(0)] long Position,
    [property: Id(1)] Product Product);
