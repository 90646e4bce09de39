using Ayni.Domain;
using Ayni.Domain.Catalog;

namespace Ayni.Storage.Tests.Catalog;

/// <summary>Bounds of what a shop may say of a product beside its name and price.</summary>
public sealed class ProductRulesTests
{
    private static readonly Product Plain = new() { ProductId = "p", Name = "n" };

    private static readonly string LongText = new('x', AttributeRules.MaxTextLength);

    public static TheoryData<string, string?> Names => new()
    {
        { "a", null }, { "Z9_", null }, { new string('a', 64), null },
        { "", "Attributes" }, { "9a", "Attributes" }, { "_a", "Attributes" }, { "a-b", "Attributes" },
        { "a.b", "Attributes" }, { "tamaño", "Attributes" }, { new string('a', 65), "Attributes" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void ProblemOf_NameOfAnAttribute_IsWhatAnExpressionCanSay(string name, string? field) =>
        Assert.Equal(field, FieldOf(Plain with { Attributes = One(name, AttributeValue.Of(1)) }));

    [Fact]
    public void ProblemOf_ValueAtItsBound_IsRightAndOneMoreIsNot()
    {
        Assert.Null(FieldOf(Plain with { Attributes = One("a", AttributeValue.Of(LongText)) }));
        Assert.Equal("Attributes.a", FieldOf(Plain with { Attributes = One("a", AttributeValue.Of(LongText + "x")) }));
        Assert.Equal("Attributes.a", FieldOf(Plain with { Attributes = One("a", AttributeValue.Of(" ")) }));
        Assert.Equal("Attributes.a", FieldOf(Plain with { Attributes = One("a", AttributeValue.Of("\0")) }));
        Assert.Equal("Attributes.a", FieldOf(Plain with { Attributes = One("a", AttributeValue.Of("\ud800")) }));
        Assert.Equal("Attributes.a", FieldOf(Plain with { Attributes = One("a", AttributeValue.Of(double.NaN)) }));
        Assert.Equal("Attributes.a", FieldOf(Plain with { Attributes = One("a", AttributeValue.Of(Texts(65))) }));
        Assert.Null(FieldOf(Plain with { Attributes = One("a", AttributeValue.Of(Texts(64))) }));
        Assert.Null(FieldOf(Plain with { Attributes = One("a", AttributeValue.Of(DateTimeOffset.MaxValue)) }));
    }

    [Fact]
    public void ProblemOf_SetsAtTheirBound_AreRightAndOneMoreIsNot()
    {
        Assert.Null(FieldOf(Plain with { Tags = Texts(64), Stores = Texts(64), Groups = Texts(64) }));
        Assert.Equal("Tags", FieldOf(Plain with { Tags = Texts(65) }));
        Assert.Equal("Stores", FieldOf(Plain with { Stores = TextSet.Of(LongText + "x") }));
        Assert.Equal("Groups", FieldOf(Plain with { Groups = TextSet.Of("") }));
        Assert.Null(FieldOf(Plain with { Attributes = Numbered(64) }));
        Assert.Equal("Attributes", FieldOf(Plain with { Attributes = Numbered(65) }));
        Assert.Equal("Tags", ProductRules.ProblemOf(new ProductPatch { Tags = Texts(65) })?.Field);
        Assert.Equal("ParentId", FieldOf(Plain with { ParentId = ".." }));
    }

    [Fact]
    public void ProblemOf_Prices_AreEachForOneViewOnce()
    {
        var priced = Plain with { Currency = "PEN" };
        Assert.Null(FieldOf(priced with { Prices = Numbered(256, "g") }));
        Assert.Equal("Prices", FieldOf(priced with { Prices = Numbered(257, "g") }));
        Assert.Equal("Prices", FieldOf(priced with { Prices = Numbered(1, LongText) }));
        Assert.Equal("Prices", FieldOf(priced with { Prices = Prices((null, null)) }));
        Assert.Equal("Prices", FieldOf(priced with { Prices = Prices(("", null)) }));
        Assert.Equal("Prices", FieldOf(priced with { Prices = Prices(("Cusco", null), (" CUSCO", null)) }));
        Assert.Null(FieldOf(priced with { Prices = Prices(("Cusco", null), (null, "Cusco")) }));
        Assert.Equal("Prices", FieldOf(priced with { Prices = Costing(-1, 1) }));
        Assert.Equal("Prices", FieldOf(priced with { Prices = Costing(1, -1) }));
        Assert.Equal("Currency", FieldOf(Plain with { Prices = Prices(("a", null)) }));
        Assert.Equal("Prices", ProductRules.ProblemOf(new ProductPatch { Prices = Prices((null, null)) })?.Field);

        static ViewPrices Prices(params (string? Store, string? Group)[] views) => ViewPrices.Of(
            views.Select(view => new ViewPrice(new ShopView(view.Store, view.Group), 1, null)));

        static ViewPrices Costing(decimal price, decimal? listPrice) =>
            ViewPrices.Of(new ViewPrice(new ShopView("a", null), price, listPrice));

        static ViewPrices Numbered(int count, string name) =>
            Prices([.. Enumerable.Range(0, count).Select(i => ((string?)null, (string?)$"{name}{i}"))]);
    }

    [Theory]
    [InlineData(null, null, 10)]
    [InlineData("puno", null, 10)]
    [InlineData("LIMA ", null, 8)]
    [InlineData(null, "mayórista", 7)]
    [InlineData("cusco", "mayorista", 7)]
    [InlineData("lima", "mayorista", 6)]
    [InlineData("lima", "nadie", 8)]
    public void For_AView_IsTheProductAtThePriceThatFitsItBest(string? store, string? group, int price)
    {
        var product = Plain with
        {
            Price = 10,
            ListPrice = 12,
            Currency = "PEN",
            Prices = ViewPrices.Of(
                new ViewPrice(new ShopView("Lima", null), 8, 9),
                new ViewPrice(new ShopView(null, "Mayorista"), 7, null),
                new ViewPrice(new ShopView("lima", "mayorista"), 6, 7)),
        };

        var seen = product.For(new ShopView(store, group));

        Assert.Equal(price, seen.Price);
        Assert.Equal(price == 10 ? 12 : price == 7 ? null : price + 1, seen.ListPrice);
        Assert.Equal(product, seen with { Price = 10, ListPrice = 12 });
    }

    [Fact]
    public void ProblemOf_AddedAt_IsFrom1970ToBefore2200()
    {
        Assert.Null(FieldOf(Plain with { AddedAt = ProductRules.EarliestAddedAt }));
        Assert.Null(FieldOf(Plain with { AddedAt = ProductRules.LatestAddedAt.AddMilliseconds(-1) }));
        Assert.Equal("AddedAt", FieldOf(Plain with { AddedAt = ProductRules.EarliestAddedAt.AddMilliseconds(-1) }));
        Assert.Equal("AddedAt", FieldOf(Plain with { AddedAt = ProductRules.LatestAddedAt }));
    }

    [Fact]
    public void ProblemOf_Currency_IsAskedOfAPriceAlone()
    {
        Assert.Null(FieldOf(Plain with { Price = 1, Currency = "PEN" }));
        Assert.Equal("Currency", FieldOf(Plain with { Price = 1 }));
        Assert.Equal("Currency", FieldOf(Plain with { ListPrice = 1 }));
        Assert.Equal("Currency", FieldOf(Plain with { Currency = "soles" }));
        Assert.Equal(FieldFault.Missing, ProductRules.ProblemOf(Plain with { Price = 1 })?.Fault);
    }

    private static string? FieldOf(Product product) => ProductRules.ProblemOf(product)?.Field;

    private static AttributeSet One(string name, AttributeValue value) => AttributeSet.Of([new(name, value)]);

    private static AttributeSet Numbered(int count) => AttributeSet.Of(
        Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"a{i}", AttributeValue.Of(i))));

    private static TextSet Texts(int count) => TextSet.Of(Enumerable.Range(0, count).Select(i => $"t{i}"));
}
