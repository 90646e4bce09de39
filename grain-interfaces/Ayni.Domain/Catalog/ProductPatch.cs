namespace Ayni.Domain.Catalog;

/// <summary>A partial update: null leaves a field as it is; <see cref="Clear"/> names fields to empty.</summary>
[GenerateSerializer, Immutable, Alias("ayni.product-patch")]
public sealed record ProductPatch
{
    private static readonly ProductPatch Nothing = new();

    /// <summary>New name.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>New description.</summary>
    [Id(1)] public string? Description { get; init; }

    /// <summary>New category.</summary>
    [Id(2)] public string? Category { get; init; }

    /// <summary>New brand.</summary>
    [Id(3)] public string? Brand { get; init; }

    /// <summary>New price.</summary>
    [Id(4)] public decimal? Price { get; init; }

    /// <summary>New list price.</summary>
    [Id(5)] public decimal? ListPrice { get; init; }

    /// <summary>New currency.</summary>
    [Id(6)] public string? Currency { get; init; }

    /// <summary>New stock.</summary>
    [Id(7)] public int? Stock { get; init; }

    /// <summary>New activity flag.</summary>
    [Id(8)] public bool? IsActive { get; init; }

    /// <summary>Optional fields to empty.</summary>
    [Id(9)] public ProductFields Clear { get; init; }

    /// <summary>Id of the new family.</summary>
    [Id(10)] public string? ParentId { get; init; }

    /// <summary>New labels, in place of all it has.</summary>
    [Id(11)] public TextSet? Tags { get; init; }

    /// <summary>New store views, in place of all it has.</summary>
    [Id(12)] public TextSet? Stores { get; init; }

    /// <summary>New customer groups, in place of all it has.</summary>
    [Id(13)] public TextSet? Groups { get; init; }

    /// <summary>New moment at which the shop took it in.</summary>
    [Id(14)] public DateTimeOffset? AddedAt { get; init; }

    /// <summary>Attributes to add or to replace; the others stay.</summary>
    [Id(15)] public AttributeSet Attributes { get; init; } = AttributeSet.Empty;

    /// <summary>Names of attributes to take away.</summary>
    [Id(16)] public TextSet RemovedAttributes { get; init; } = TextSet.Empty;

    /// <summary>
    /// The shop's currency: that of a product which after the patch has a price and no currency. Changes nothing alone.
    /// </summary>
    [Id(17)] public string? DefaultCurrency { get; init; }

    /// <summary>New prices for store views and customer groups, in place of all it has.</summary>
    [Id(18)] public ViewPrices? Prices { get; init; }

    /// <summary>True if it changes no field.</summary>
    public bool IsEmpty => this with { DefaultCurrency = null } == Nothing;

    /// <summary>The product after this patch.</summary>
    public Product ApplyTo(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var patched = product with
        {
            Name = Name ?? product.Name,
            Description = Clear.HasFlag(ProductFields.Description) ? null : Description ?? product.Description,
            Category = Clear.HasFlag(ProductFields.Category) ? null : Category ?? product.Category,
            Brand = Clear.HasFlag(ProductFields.Brand) ? null : Brand ?? product.Brand,
            Price = Clear.HasFlag(ProductFields.Price) ? null : Price ?? product.Price,
            ListPrice = Clear.HasFlag(ProductFields.ListPrice) ? null : ListPrice ?? product.ListPrice,
            Stock = Clear.HasFlag(ProductFields.Stock) ? null : Stock ?? product.Stock,
            IsActive = IsActive ?? product.IsActive,
            ParentId = Clear.HasFlag(ProductFields.ParentId) ? null : ParentId ?? product.ParentId,
            Tags = Tags ?? product.Tags,
            Stores = Stores ?? product.Stores,
            Groups = Groups ?? product.Groups,
            Prices = Prices ?? product.Prices,
            AddedAt = AddedAt ?? product.AddedAt,
            Attributes = (Clear.HasFlag(ProductFields.Attributes) ? AttributeSet.Empty : product.Attributes)
                .Merge(Attributes, RemovedAttributes),
        };
        return patched with { Currency = CurrencyOf(patched, product) };
    }

    // Where the last price goes, its currency goes with it.
    private string? CurrencyOf(Product patched, Product before) => Currency
        ?? (patched.IsPriced
            ? (Clear.HasFlag(ProductFields.Currency) ? null : before.Currency) ?? DefaultCurrency
            : Clear.HasFlag(ProductFields.Currency) || before.IsPriced ? null : before.Currency);
}
