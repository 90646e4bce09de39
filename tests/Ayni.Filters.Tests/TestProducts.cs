using Ayni.Domain.Catalog;
using Ayni.Domain.Users;

namespace Ayni.Filters.Tests;

/// <summary>Products and requests that several tests use.</summary>
internal static class TestProducts
{
    public static readonly DateTimeOffset Now = new(2026, 5, 31, 18, 0, 0, TimeSpan.Zero);

    /// <summary>Nothing that may be missing is there.</summary>
    public static readonly Product Plain = new() { ProductId = "plain", Name = "Plain" };

    /// <summary>Everything is there.</summary>
    public static readonly Product Pot = new()
    {
        ProductId = "pot",
        Name = "Olla",
        Category = "Hogar > Cocina > Ollas",
        Brand = "Peñón",
        Price = 79.9m,
        ListPrice = 99.875m,
        Currency = "PEN",
        Stock = 3,
        ParentId = "Olla-1",
        AddedAt = Now.AddDays(-10),
        Tags = TextSet.Of("Verano", "oferta"),
        Stores = TextSet.Of("Lima"),
        Prices = ViewPrices.Of(new ViewPrice(new ShopView(null, "vip"), 69.9m, 99.875m)),
        Attributes = AttributeSet.Of(new Dictionary<string, AttributeValue>
        {
            ["color"] = AttributeValue.Of("Añil"),
            ["weight"] = AttributeValue.Of(1.5),
            ["organic"] = AttributeValue.Of(false),
            ["seasons"] = AttributeValue.Of(TextSet.Of("Otoño", "Invierno")),
            ["launched"] = AttributeValue.Of(Now.AddDays(-40)),
        }),
    };

    /// <summary>No shopper, and no product beside it.</summary>
    public static readonly FilterContext Alone = new() { Now = Now };

    /// <summary>A shopper on the page of <see cref="Pot"/>.</summary>
    public static readonly FilterContext OnThePageOfThePot = new()
    {
        Now = Now,
        Context = Pot,
        User = new UserProfile { Segment = "Wholesale", Country = "PE", Language = "es" },
        UserAttributes = AttributeSet.Of(new Dictionary<string, AttributeValue>
        {
            ["budget"] = AttributeValue.Of(80.0),
            ["brands"] = AttributeValue.Of(TextSet.Of("PENON", "Sony")),
            ["vip"] = AttributeValue.Of(true),
            ["favourite"] = AttributeValue.Of("peñon"),
        }),
    };

    /// <summary>A table of some products, one a row.</summary>
    public static ProductColumns Table(params Product?[] products) =>
        new ProductColumns().With([.. products.Select((product, row) => (row, product))], products.Length);
}
