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

    /// <summary>
    /// ISO 4217 code of the prices; the shop's own (setting <c>Ayni:Currency</c>) if left out. Null without a price.
    /// </summary>
    /// <example>PEN</example>
    public string? Currency { get; init; }

    /// <summary>Pieces in stock; 0 is sold out and not recommended; not tracked if left out.</summary>
    /// <example>12</example>
    public int? Stock { get; init; }

    /// <summary>False keeps the product out of every answer.</summary>
    /// <example>true</example>
    public bool IsActive { get; init; } = true;

    /// <summary>
    /// Id that all variants of one article share (sizes, colours): its family. May be the id of one of them.
    /// </summary>
    /// <example>cafe-chanchamayo</example>
    public string? ParentId { get; init; }

    /// <summary>Labels, at most 64 of 1 to 512 characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Store views that show it, at most 64; empty: all.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>Customer groups that see it, at most 64; empty: all.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>
    /// Prices for store views and customer groups, at most 256. Of those that fit a request, that for its store and
    /// group counts, else that for its group, else that for its store, else the product's own.
    /// </summary>
    public IReadOnlyList<ViewPriceBody> Prices { get; init; } = [];

    /// <summary>
    /// When the shop took it in: ISO 8601, or unix seconds or milliseconds. If left out, the moment of the first write,
    /// which later ones keep.
    /// </summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>Attributes of the shop's own, at most 64.</summary>
    public AttributeSet Attributes { get; init; } = AttributeSet.Empty;

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
            ParentId = product.ParentId,
            Tags = product.Tags,
            Stores = product.Stores,
            Groups = product.Groups,
            Prices = [.. product.Prices.Select(ViewPriceBody.From)],
            AddedAt = product.AddedAt,
            Attributes = product.Attributes,
        };
    }
}
