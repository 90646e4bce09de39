namespace Ayni.Domain.Catalog;

/// <summary>What a product costs those who look from a store view, as a customer group, or both.</summary>
/// <param name="View">Who they are; a store, a group or both.</param>
/// <param name="Price">Price asked now, at least 0, in the product's currency.</param>
/// <param name="ListPrice">Price before discount; null: none, whatever the product's own is.</param>
[GenerateSerializer, Immutable, Alias("ayni.view-price")]
public sealed record ViewPrice(
    [property: Id(0)] ShopView View,
    [property: Id(1)] decimal Price,
    [property: Id(2)] decimal? ListPrice);
