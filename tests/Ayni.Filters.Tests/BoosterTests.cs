namespace Ayni.Filters.Tests;

/// <summary>Factors from expressions.</summary>
public sealed class BoosterTests
{
    private static readonly ProductColumns Columns = TestProducts.Table(TestProducts.Pot, TestProducts.Plain);

    [Theory]
    [InlineData("product.discount > 0.1 ? 1.5 : 1", 1.5)]
    [InlineData("1 + product.discount", 1.2)]
    [InlineData("product.stock", 3)]
    [InlineData("product.price * 1000", 100)]
    [InlineData("-product.price", 0)]
    [InlineData("product.price / (product.stock - 3)", 1)]
    [InlineData("product.brand == context.brand ? 2 : 0.5", 2)]
    public void Value_OfARow_IsTheExpressionWithinItsRange(string text, double expected)
    {
        var booster = Booster.Parse(text).Bind(Columns.Schema);
        var context = TestProducts.OnThePageOfThePot;

        Assert.Equal(expected, booster.Value(Columns, 0, context));
        Assert.Equal(expected, booster.For(context).Value(Columns, 0, context));
        Assert.Equal(expected, booster.Value(TestProducts.Pot, context));
    }

    [Fact]
    public void Value_OfWhatIsMissing_ChangesNothing() => Assert.Equal(
        BoundBooster.Neutral,
        Booster.Parse("product.weight * 2").Bind(Columns.Schema).Value(Columns, 1, TestProducts.Alone));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Value_OfNoSuchRow_IsRefused(int row) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Booster.Parse("2").Bind(Columns.Schema).Value(Columns, row, TestProducts.Alone));

    [Fact]
    public void Bind_BrandThatNoProductHas_Warns() => Assert.Single(
        Booster.Parse("product.brand == \"Sony\" ? 2 : 1").Bind(Columns.Schema).Warnings);
}
