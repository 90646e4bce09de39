namespace Ayni.Grains.Exports;

/// <summary>One shopper's list.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="Items">Best first; fewer than asked for where the scenario has no more.</param>
public sealed record ShopperList(string UserId, IReadOnlyList<ListedProduct> Items);

/// <summary>A product of a list.</summary>
/// <param name="ProductId">External id.</param>
/// <param name="Score">The score that the shopper's own answer gives it.</param>
public readonly record struct ListedProduct(string ProductId, double Score);
