using Ayni.Gateway.Tastes;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Tests.Tastes;

public sealed class TasteSumsTests
{
    [Fact]
    public void Of_NamesThatDifferInAccents_AreOneAndZeroSaysNothing()
    {
        RecommendedProduct[] items =
        [
            Item("a", 0.5, "Café"), Item("b", 0.25, "cafe"), Item("c", 0.25, "Té"), Item("d", 0, "Té"),
            Item("e", -1, "x"),
        ];

        var tastes = TasteSums.Of(items, item => item.Brand);

        Assert.Equal(
            [new TasteItem("Café", 0.75, 0.75, 2, "a"), new TasteItem("Té", 0.25, 0.25, 1, "c")], tastes);
    }

    [Fact]
    public void Of_ProductsWithoutAName_CountInTheWholeAlone()
    {
        var tastes = TasteSums.Of([Item("a", 1, "x"), Item("b", 3, null)], item => item.Brand);

        Assert.Equal([new TasteItem("x", 1, 0.25, 1, "a")], tastes);
    }

    [Theory]
    [InlineData("Home > Lamps > Desk", 1, "Home")]
    [InlineData("Home > Lamps > Desk", 2, "Home > Lamps")]
    [InlineData(" Home>Lamps ", 9, "Home > Lamps")]
    [InlineData("Home >  > Lamps", null, "Home > Lamps")]
    [InlineData(" > ", 1, null)]
    [InlineData(null, 1, null)]
    public void Category_Level_CutsThePath(string? category, int? level, string? expected) =>
        Assert.Equal(expected, TasteSums.Category(category, level));

    private static RecommendedProduct Item(string productId, double score, string? brand) => new()
    {
        ProductId = productId,
        Name = productId,
        Brand = brand,
        Score = score,
        Source = RecommendationSource.Collaborative,
    };
}
