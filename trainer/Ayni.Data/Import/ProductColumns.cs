namespace Ayni.Data.Import;

/// <summary>Columns of a file of products; null where the file has none.</summary>
public sealed record ProductColumns
{
    /// <summary>External id.</summary>
    public required string Product { get; init; }

    /// <summary>
    /// Name; several columns are joined by spaces. Without a value, the last part of the category, then the id.
    /// </summary>
    public ColumnList? Name { get; init; }

    /// <summary>Description; several columns are joined by spaces.</summary>
    public ColumnList? Description { get; init; }

    /// <summary>Category; several columns make a path.</summary>
    public ColumnList? Category { get; init; }

    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Price.</summary>
    public string? Price { get; init; }

    /// <summary>Price before discount.</summary>
    public string? ListPrice { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }

    /// <summary>Pieces in stock.</summary>
    public string? Stock { get; init; }

    /// <summary>Id of the family of variants.</summary>
    public string? ParentId { get; init; }

    /// <summary>Labels; several in a cell are separated as the mapping says.</summary>
    public string? Tags { get; init; }

    /// <summary>Store views that show it; several in a cell are separated as the mapping says.</summary>
    public string? Stores { get; init; }

    /// <summary>Customer groups that see it; several in a cell are separated as the mapping says.</summary>
    public string? Groups { get; init; }

    /// <summary>Prices for store views and customer groups.</summary>
    public IReadOnlyList<PriceColumns> Prices { get; init; } = [];

    /// <summary>Whether any column holds prices.</summary>
    internal bool HavePrices => Price is not null || ListPrice is not null || Prices.Count > 0;

    /// <summary>When the shop took it in.</summary>
    public string? AddedAt { get; init; }

    /// <summary>Attributes of the shop's own: the name of each, and its column.</summary>
    public IReadOnlyDictionary<string, AttributeColumn> Attributes { get; init; }
        = new Dictionary<string, AttributeColumn>();
}
