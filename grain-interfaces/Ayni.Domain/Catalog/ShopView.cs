namespace Ayni.Domain.Catalog;

/// <summary>Where in a shop somebody looks from; names are one whatever their case and accents.</summary>
/// <param name="Store">Store view; null: none.</param>
/// <param name="Group">Customer group; null: none.</param>
[GenerateSerializer, Immutable, Alias("ayni.shop-view")]
public readonly record struct ShopView([property: Id(0)] string? Store, [property: Id(1)] string? Group)
{
    /// <summary>By what views are compared; null where there is no store, or no group.</summary>
    public ShopView Key => new(KeyOf(Store), KeyOf(Group));

    /// <summary>True without a store and without a group.</summary>
    public bool IsNowhere => Store is null && Group is null;

    /// <summary>Such as <c>store lima, group mayorista</c>.</summary>
    public override string ToString() => (Store, Group) switch
    {
        (null, null) => "everybody",
        ({ } store, null) => $"store {store}",
        (null, { } group) => $"group {group}",
        ({ } store, { } group) => $"store {store}, group {group}",
    };

    private static string? KeyOf(string? name) =>
        string.IsNullOrWhiteSpace(name) ? null : FoldedText.Of(name.AsSpan().Trim());
}
