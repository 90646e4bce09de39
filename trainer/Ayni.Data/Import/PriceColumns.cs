using Ayni.Domain.Catalog;

namespace Ayni.Data.Import;

/// <summary>Columns with what products cost from a store view, as a customer group, or both.</summary>
public sealed record PriceColumns
{
    /// <summary>Store view; null: any.</summary>
    public string? Store { get; init; }

    /// <summary>Customer group; null: any.</summary>
    public string? Group { get; init; }

    /// <summary>Price; a product whose cell is empty has none for them.</summary>
    public required string Price { get; init; }

    /// <summary>Price before discount; null if the file has none.</summary>
    public string? ListPrice { get; init; }

    /// <summary>Whom the prices are for.</summary>
    internal ShopView View => new(Store, Group);
}
