using Ayni.Domain.Catalog;

namespace Ayni.Filters.Tests.Random;

/// <summary>
/// Products with few different values, so that conditions are met by some; every field may be missing.
/// </summary>
internal sealed class RandomProducts(Dice dice)
{
    public static readonly DateTimeOffset Now = new(2026, 5, 31, 18, 0, 0, TimeSpan.Zero);

    public static readonly string[] Categories =
    [
        "Hogar", "Hogar > Cocina", "hogar>COCINA", "Hogar > Baño > Toallas", "HOGAR > bano", "Hogareño", "Jardín", " ",
    ];

    public static readonly string[] Brands = ["Sony", "SONY", "Peñón", "Penon", "Ñandú", "3M", " Lenovo ", ""];

    public static readonly string[] Words = ["rojo", "ROJO", "añil", "Anil", "M", "42", "verano", ""];

    /// <summary>
    /// Whole ones, tenths that no double is, ones with more digits than are scaled, and ones beyond all.
    /// </summary>
    public static readonly decimal[] Prices =
    [
        0, 1, 9.99m, 10, 19.9m, 80, 99.9999m, 100, 100.00001m, 0.000001m, 1_000_000_000_000m, 100_000_000_000_000m,
        100_000_000_000_001m, 79_000_000_000_000_000_000_000_000_000m,
    ];

    /// <summary>Some that are one but for case and accents, and some that no price is for.</summary>
    public static readonly string?[] Stores = [null, "Lima", "LIMA ", "Cusco", "Puno"];

    public static readonly string?[] Groups = [null, "mayorista", "Mayórista", "vip", "nadie"];

    public static readonly double[] Numbers = [-1.5, -0.0, 0, 0.1, 0.2, 0.3, 1, 42, 1e300, double.MaxValue];

    private static readonly TimeSpan[] Ages =
    [
        TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1) - TimeSpan.FromTicks(1),
        TimeSpan.FromDays(30), TimeSpan.FromDays(-2), TimeSpan.FromDays(400.5),
    ];

    public Product Next() => new()
    {
        ProductId = "p",
        Name = "Product",
        Category = Maybe(Categories),
        Brand = Maybe(Brands),
        ParentId = Maybe(["a", "A", "familia 1"]),
        Price = MaybeOf(Prices),
        ListPrice = MaybeOf(Prices),
        Currency = dice.Of("PEN", "USD"),
        Stock = MaybeOf([0, 1, 7, int.MaxValue]),
        IsActive = !dice.OneIn(4),
        AddedAt = MaybeOf(Ages) is { } age ? Now - age : null,
        Tags = Texts(),
        Stores = Texts(),
        Groups = Texts(),
        Prices = dice.OneIn(2) ? ViewPrices.Empty : PricesOfViews(),
        Attributes = Attributes(),
    };

    public ShopView View() => new(dice.Of(Stores), dice.Of(Groups));

    public AttributeSet Attributes()
    {
        var attributes = new Dictionary<string, AttributeValue>();
        void Add(string name, AttributeValue value)
        {
            if (!dice.OneIn(3))
                attributes[name] = value;
        }

        Add("color", AttributeValue.Of(dice.Of(Words)));
        Add("weight", AttributeValue.Of(dice.Of(Numbers)));
        Add("organic", AttributeValue.Of(dice.OneIn(2)));
        Add("launched", AttributeValue.Of(Now - dice.Of(Ages)));
        Add("seasons", AttributeValue.Of(Texts()));
        Add("size", dice.OneIn(2) ? AttributeValue.Of(dice.Of(Words)) : AttributeValue.Of(dice.Of(Numbers)));
        Add("price", AttributeValue.Of(dice.Of(Numbers)));
        return AttributeSet.Of(attributes);
    }

    private ViewPrices PricesOfViews() => ViewPrices.Of(
        Enumerable.Range(0, dice.Below(4))
            .Select(_ => new ViewPrice(View(), dice.Of(Prices), MaybeOf(Prices)))
            .Where(price => !price.View.IsNowhere)
            .DistinctBy(price => price.View.Key));

    private TextSet Texts() =>
        TextSet.Of(Enumerable.Range(0, dice.Below(4)).Select(_ => dice.Of(Words)));

    private string? Maybe(IReadOnlyList<string> texts) => dice.OneIn(4) ? null : dice.Of(texts);

    private T? MaybeOf<T>(IReadOnlyList<T> values)
        where T : struct => dice.OneIn(4) ? null : dice.Of(values);
}
