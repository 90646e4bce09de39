using Ayni.Filters.Text;

namespace Ayni.Filters.Tests;

/// <summary>The keys by which texts are compared.</summary>
public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("PEÑÓN", "penon")]
    [InlineData("  Café ", "cafe")]
    [InlineData("Cafe\u0301", "cafe")]
    [InlineData("Łódź Ø İ", "lodz o i")]
    [InlineData("日本 3M", "日本 3m")]
    [InlineData("Tiếng Việt", "tieng viet")]
    [InlineData("\uD800x", "\uD800x")]
    public void Of_AText_IsLowerCaseWithoutAccents(string text, string key) =>
        Assert.Equal(key, FoldedText.Of(text, TextForm.Folded));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("\u0301")]
    public void Of_NothingToCompare_IsNone(string? text) => Assert.Null(FoldedText.Of(text, TextForm.Folded));

    [Theory]
    [InlineData("Hogar>Cocina", "hogar > cocina")]
    [InlineData(" Hogar  >  BAÑO > ", "hogar > bano")]
    [InlineData("A/B", "a/b")]
    public void Of_APath_HasOneBlankAroundEverySeparator(string text, string key) =>
        Assert.Equal(key, FoldedText.Of(text, TextForm.Path));

    [Fact]
    public void Of_AKey_IsItself()
    {
        var key = FoldedText.Of("Hogar >Baño", TextForm.Path);

        Assert.Equal(key, FoldedText.Of(key, TextForm.Path));
        Assert.Equal(key, FoldedText.Of(key, TextForm.Folded));
    }

    [Fact]
    public void Within_LongText_KeepsItsOuterBlanks() =>
        Assert.Equal(" " + new string('e', 1_000), FoldedText.Within(" " + new string('É', 1_000)));
}
