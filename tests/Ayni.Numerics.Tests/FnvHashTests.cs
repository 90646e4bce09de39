namespace Ayni.Numerics.Tests;

public sealed class FnvHashTests
{
    [Theory]
    [InlineData("", 0xcbf29ce484222325UL)]
    [InlineData("a", 0xaf63dc4c8601ec8cUL)]
    [InlineData("foobar", 0x85944171f73967e8UL)]
    public void Of_PlainText_IsThePublishedHash(string text, ulong expected) =>
        Assert.Equal(expected, FnvHash.Of(text));

    [Fact]
    public void Append_Parts_IsTheHashOfTheWhole()
    {
        const string text = "señora Ñandú 日本 \ud83d\ude00";
        for (var cut = 0; cut <= text.Length; cut++)
            Assert.Equal(FnvHash.Of(text), FnvHash.Append(FnvHash.Of(text.AsSpan(0, cut)), text.AsSpan(cut)));
        Assert.Equal(FnvHash.Of(text + "x"), FnvHash.Append(FnvHash.Of(text), 'x'));
    }
}
