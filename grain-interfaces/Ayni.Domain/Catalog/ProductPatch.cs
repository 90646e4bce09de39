namespace Ayni.Domain.Catalog;

/// <summary>A partial update: null leaves a field as it is; <see cref="Clear"/> names fields to empty.</summary>
[GenerateSerializer, Immutable, Alias("ayni.product-patch")]
public sealed record ProductPatch
{
    /// <summary>New name.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>New description.</summary>
    [Id(1)] public string? Description { get; init; }

    /// <summary>New category.</summary>
    [Id(2)] public string? Category { get; init; }

    /// <summary>New brand.</summary>
    [Id(3)] public string? Brand { get; init; }

    /// <summary>New price.</summary>
    [Id(4)] public decimal? Price { get; init; }

    /// <summary>New list price.</summary>
    [Id(5)] public decimal? ListPrice { get; init; }

    /// <summary>New currency.</summary>
    [Id(6)] public string? Currency { get; init; }

    /// <summary>New stock.</summary>
    [Id(7)] public int? Stock { get; init; }

    /// <summary>New activity flag.</summary>
    [Id(8)] public bool? IsActive { get; init; }

    /// <summary>Optional fields to empty.</summary>
    [Id(9)] public ProductFields Clear { get; init; }

    /// <summary>The product after this patch.</summary>
    public Product ApplyTo(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return product with
        {
            Name = Name ?? product.Name,
            Description = Clear.HasFlag(ProductFields.Description) ? null : Description ?? product.Description,
            Category = Clear.HasFlag(ProductFields.Category) ? null : Category ?? product.Category,
            Brand = Clear.HasFlag(ProductFields.Brand) ? null : Brand ?? product.Brand,
            Price = Clear.HasFlag(ProductFields.Price) ? null : Price ?? product.Price,
            ListPrice = Clear.HasFlag(ProductFields.ListPrice) ? null : ListPrice ?? product.ListPrice,
            Currency = Currency ?? product.Currency,
            Stock = Clear.HasFlag(ProductFields.Stock) ? null : Stock ?? product.Stock,
            IsActive = IsActive ?? product.IsActive,
        };
    }
}
