namespace Ayni.Domain.Catalog;

/// <summary>One article of the catalogue.</summary>
[GenerateSerializer, Immutable, Alias("ayni.product")]
public sealed record Product
{
    /// <summary>External id, 1 to 128 characters.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Name shown to shoppers, 1 to 512 characters.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Free text, in any language.</summary>
    [Id(2)] public string? Description { get; init; }

    /// <summary>Category; a path has its parts separated by " &gt; ".</summary>
    [Id(3)] public string? Category { get; init; }

    /// <summary>Brand.</summary>
    [Id(4)] public string? Brand { get; init; }

    /// <summary>Price asked now, at least 0, in <see cref="Currency"/>; null if unknown.</summary>
    [Id(5)] public decimal? Price { get; init; }

    /// <summary>Price before discount, in <see cref="Currency"/>; null if unknown.</summary>
    [Id(6)] public decimal? ListPrice { get; init; }

    /// <summary>ISO 4217 code of the prices; null only where there is no price.</summary>
    [Id(7)] public string? Currency { get; init; }

    /// <summary>Pieces in stock; null if not tracked; 0 means sold out.</summary>
    [Id(8)] public int? Stock { get; init; }

    /// <summary>False takes the product out of every answer without deleting it.</summary>
    [Id(9)] public bool IsActive { get; init; } = true;

    /// <summary>
    /// Id that all variants of one article share (sizes, colours): its family. Null: it has no variants. The id may be
    /// that of a product, which then is of the family too.
    /// </summary>
    [Id(10)] public string? ParentId { get; init; }

    /// <summary>Labels of the shop; at most 64.</summary>
    [Id(11)] public TextSet Tags { get; init; } = TextSet.Empty;

    /// <summary>Store views that show it; empty: all. At most 64.</summary>
    [Id(12)] public TextSet Stores { get; init; } = TextSet.Empty;

    /// <summary>Customer groups that see it; empty: all. At most 64.</summary>
    [Id(13)] public TextSet Groups { get; init; } = TextSet.Empty;

    /// <summary>
    /// When the shop took it in, in UTC, to the millisecond; null while it is on its way to the catalogue, which then
    /// notes the moment of the first write and keeps it.
    /// </summary>
    [Id(14)] public DateTimeOffset? AddedAt { get; init; }

    /// <summary>Attributes of the shop's own; at most 64.</summary>
    [Id(15)] public AttributeSet Attributes { get; init; } = AttributeSet.Empty;

    /// <summary>Prices for store views and customer groups, instead of its own; at most 256.</summary>
    [Id(16)] public ViewPrices Prices { get; init; } = ViewPrices.Empty;

    /// <summary>True if it has a price of any kind, and so must have a currency.</summary>
    public bool IsPriced => Price is not null || ListPrice is not null || Prices.Count > 0;

    /// <summary>True if it may be recommended now.</summary>
    public bool IsAvailable => IsActive && Stock is not 0;

    /// <summary>The product with the prices that it has for a view as its own.</summary>
    public Product For(ShopView view) => Prices.For(view) is { } price
        ? this with { Price = price.Price, ListPrice = price.ListPrice }
        : this;
}
