using System.Text.Json;
using Ayni.Domain.Catalog;

namespace Ayni.Data.Mart.Tables;

/// <summary>A product of the catalogue as the table holds it.</summary>
internal sealed class MartProduct
{
    private const string PathSeparator = " > ";

    public string ProductId { get; set; } = "";

    public string Name { get; set; } = "";

    public string? Description { get; set; }

    public string? Category { get; set; }

    /// <summary>The parts of the category, from the widest.</summary>
    public IReadOnlyList<string> CategoryPath { get; set; } = [];

    public string? Brand { get; set; }

    public decimal? Price { get; set; }

    public decimal? ListPrice { get; set; }

    public string? Currency { get; set; }

    public int? Stock { get; set; }

    public bool IsActive { get; set; }

    public string? ParentId { get; set; }

    public IReadOnlyList<string> Tags { get; set; } = [];

    public IReadOnlyList<string> Stores { get; set; } = [];

    public IReadOnlyList<string> Groups { get; set; } = [];

    public DateTime? AddedAt { get; set; }

    /// <summary>The shop's own attributes, a JSON object; null of none.</summary>
    public string? Attributes { get; set; }

    /// <summary>Prices for store views and customer groups, a JSON list; null of none.</summary>
    public string? ViewPrices { get; set; }

    public static MartProduct Of(Product product) => new()
    {
        ProductId = product.ProductId,
        Name = product.Name,
        Description = product.Description,
        Category = product.Category,
        CategoryPath = product.Category?.Split(PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [],
        Brand = product.Brand,
        Price = Rounded(product.Price),
        ListPrice = Rounded(product.ListPrice),
        Currency = product.Currency,
        Stock = product.Stock,
        IsActive = product.IsActive,
        ParentId = product.ParentId,
        Tags = product.Tags,
        Stores = product.Stores,
        Groups = product.Groups,
        AddedAt = product.AddedAt?.UtcDateTime,
        Attributes = product.Attributes.Count == 0 ? null : JsonSerializer.Serialize(product.Attributes),
        ViewPrices = product.Prices.Count == 0 ? null : JsonSerializer.Serialize(product.Prices),
    };

    private static decimal? Rounded(decimal? price) =>
        price is { } value ? decimal.Round(value, MartTables.PriceScale) : null;
}
