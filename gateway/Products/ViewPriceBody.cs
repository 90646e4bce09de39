using Ayni.Domain.Catalog;

namespace Ayni.Gateway.Products;

/// <summary>What a product costs those who look from a store view, as a customer group, or both.</summary>
public sealed record ViewPriceBody
{
    /// <summary>Store view, 1 to 512 characters; left out: any.</summary>
    public string? Store { get; init; }

    /// <summary>Customer group, 1 to 512 characters; left out: any. One of the two is needed.</summary>
    /// <example>mayorista</example>
    public string? Group { get; init; }

    /// <summary>Price now, in the product's currency.</summary>
    /// <example>21.9</example>
    public required decimal ProductPrice { get; init; }

    /// <summary>Price before discount; left out: none, whatever the product's own is.</summary>
    /// <example>24.9</example>
    public decimal? ListPrice { get; init; }

    internal static ViewPriceBody From(ViewPrice price) => new()
    {
        Store = price.View.Store,
        Group = price.View.Group,
        ProductPrice = price.Price,
        ListPrice = price.ListPrice,
    };
}
