namespace Ayni.Content.Tests;

public sealed class PlainWordsTests
{
    [Fact]
    public void Of_Texts_AreTheirDifferentWordsInOrder() => Assert.Equal(
        ["lampara", "mesa", "lamp", "desk", "home"],
        PlainWords.Of(["Lámpara de Mesa", null, "The LAMP for a desk, 12 V", "home > lamp"], 16));

    [Fact]
    public void Of_MoreThanAsked_AreTheFirst() =>
        Assert.Equal(["one", "two"], PlainWords.Of(["one two three"], 2));

    [Fact]
    public void Of_NoWords_AreNone() => Assert.Empty(PlainWords.Of([null, "", "12-34", "de la"], 16));
}
