namespace Ayni.Grains.Exports;

/// <summary>One shopper's list.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="Items">Best first; fewer than asked for where the scenario has no more.</param>
public sealed record ShopperList(string UserId, IReadOnlyList<ListedProduct> Items);
