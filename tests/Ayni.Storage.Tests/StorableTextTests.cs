using Ayni.Domain;

namespace Ayni.Storage.Tests;

public sealed class StorableTextTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("abc", true)]
    [InlineData("ñ日本🛒", true)]
    [InlineData("\uFFFD", true)]
    [InlineData("a\0b", false)]
    [InlineData("🛒\0", false)]
    public void IsStorable_Text_IsTrueUnlessItHoldsZero(string text, bool expected) =>
        Assert.Equal(expected, StorableText.IsStorable(text));

    // Lone surrogates are made here: as attribute values they would be replaced in the assembly.
    [Fact]
    public void IsStorable_HalfASurrogatePair_IsFalse()
    {
        var high = new string('\uD83D', 1);
        var low = new string('\uDED2', 1);

        Assert.True(StorableText.IsStorable(high + low));
        Assert.False(StorableText.IsStorable(high));
        Assert.False(StorableText.IsStorable(low));
        Assert.False(StorableText.IsStorable(low + high));
        Assert.False(StorableText.IsStorable(high + high + low));
        Assert.Equal("a\\uD83D\\u0000", StorableText.Escape("a" + high + "\0"));
    }
}
