using Ayni.Domain;

namespace Ayni.Storage.Tests;

public sealed class NearestTests
{
    private static readonly string[] Known = ["product_name", "product_price", "brand", "stock", "Cámaras", "tags"];

    [Theory]
    [InlineData("brand", "brand")]
    [InlineData("BRAND", "brand")]
    [InlineData("bránd", "brand")]
    [InlineData("barnd", "brand")]
    [InlineData("brnads", null)]
    [InlineData("camara", "Cámaras")]
    [InlineData("CAMARAS", "Cámaras")]
    [InlineData("productprice", "product_price")]
    [InlineData("weight", null)]
    [InlineData("", null)]
    public void Of_AName_IsTheNearestWithinTwoEdits(string name, string? nearest) =>
        Assert.Equal(nearest, Nearest.Of(name, Known, Nearest.MaxEdits));

    [Fact]
    public void Of_EquallyNear_IsTheFirstInOrdinalOrder()
    {
        Assert.Equal("ab", Nearest.Of("a", ["ac", "ab", "ad"], 1));
        Assert.Null(Nearest.Of("a", ["abc"], 1));
        Assert.Null(Nearest.Of("a", [], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Nearest.Of("a", Known, -1));
    }

    [Theory]
    [InlineData("ÁÉÍÓÚÜÑ", "aeiouun")]
    [InlineData("Łódź, Škoda, ÇAĞ", "lodz, skoda, cag")]
    [InlineData("e\u0301", "e")]
    [InlineData("日本 🛒 ß", "日本 🛒 ß")]
    public void FoldedText_OfAText_IsSmallAndPlain(string text, string folded) =>
        Assert.Equal(folded, FoldedText.Of(text));
}
