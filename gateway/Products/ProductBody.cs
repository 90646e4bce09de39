using Ayni.Domain.Catalog;

namespace Ayni.Gateway.Products;

/// <summary>One product of the catalogue.</summary>
public record ProductBody
{
    /// <summary>Id, 1 to 128 characters; may be left out where the path names it.</summary>
    /// <example>p-1</example>
    public string? ProductId { get; init; }

    /// <summary>Name, 1 to 512 characters.</summary>
    /// <example>Café de Chanchamayo 250 g</example>
    public required string ProductName { get; init; }

    /// <summary>Description, at most 8,192 characters.</summary>
    public string? ProductDescription { get; init; }

    /// <summary>Category; the parts of a path are separated by " &gt; ".</summary>
    /// <example>Alimentos &gt; Café</example>
    public string? ProductCategory { get; init; }

    /// <summary>Brand.</summary>
    /// <example>Selva Alta</example>
    public string? Brand { get; init; }

    /// <summary>Price now.</summary>
    /// <example>24.9</example>
    public decimal? ProductPrice { get; init; }

    /// <summary>Price before discount.</summary>
    /// <example>29.9</example>
    public decimal? ListPrice { get; init; }

    /// <summary>ISO 4217 code of the prices; PEN if left out.</summary>
    /// <example>PEN</example>
    public string Currency { get; init; } = Product.DefaultCurrency;

    /// <summary>Pieces in stock; 0 is sold out and not recommended; not tracked if left out.</summary>
    /// <example>12</example>
    public int? Stock { get; init; }

    /// <summary>False keeps the product out of every answer.</summary>
    /// <example>true</example>
    public bool IsActive { get; init; } = true;

    /// <summary>The wire form of a catalogue entry.</summary>
    public static ProductBody From(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return new ProductBody
        {
            ProductId = product.ProductId,
            ProductName = product.Name,
            ProductDescription = product.Description,
            ProductCategory = product.Category,
            Brand = product.Brand,
            ProductPrice = product.Price,
            ListPrice = product.ListPrice,
            Currency = product.Currency,
            Stock = product.Stock,
            IsActive = product.IsActive,
        };
    }
}
