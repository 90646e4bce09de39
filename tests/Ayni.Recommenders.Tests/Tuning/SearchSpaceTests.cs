using System.Globalization;

namespace Ayni.Recommenders.Tests;

public sealed class SearchSpaceTests
{
    private static readonly TunableOption[] Known =
    [
        new("regularization"), new("unobserved-weight"), new("neighbours", IsWhole: true),
        new("weighting") { Choices = ["Cosine", "TfIdf"] },
    ];

    [Fact]
    public void Draw_SameSeed_SameSequenceWhateverElseIsSearched()
    {
        var one = SearchSpace.Parse("regularization=0.001..0.1", Known);
        var two = SearchSpace.Parse("neighbours=1..9, regularization=0.001..0.1", Known);
        var drawn = Enumerable.Range(0, 50).Select(index => one.Draw(7, index).Find("regularization")).ToList();
        Assert.Equal(drawn, Enumerable.Range(0, 50).Select(index => two.Draw(7, index).Find("regularization")));
        Assert.NotEqual(drawn, Enumerable.Range(0, 50).Select(index => one.Draw(8, index).Find("regularization")));
        Assert.True(drawn.Distinct().Count() > 40, "Of three digits few fall together.");
    }

    [Fact]
    public void Draw_PinnedSeed_NeverChanges()
    {
        // A search is resumed from its store: a change here would tell it the draws of another one.
        var space = SearchSpace.Parse("regularization=0.001..0.1,neighbours=1..900:linear", Known);
        var drawn = Enumerable.Range(0, 4).Select(index => space.Draw(7, index)).ToList();
        Assert.Equal(["0.0489", "0.0432", "0.00397", "0.0419"], drawn.Select(draw => draw.Find("regularization")));
        Assert.Equal(["312", "510", "22", "597"], drawn.Select(draw => draw.Find("neighbours")));
    }

    [Fact]
    public void Draw_RangeOverTwoDecades_HalfOfTheDrawsInEach()
    {
        // Of 4,000 draws half ± 4 standard deviations of a fair coin: 2,000 ± 4 · √4,000 / 2.
        var space = SearchSpace.Parse("regularization=0.001..0.1", Known);
        var numbers = Enumerable.Range(0, 4000).Select(index => space.Draw(1, index).Number("regularization", 0));
        Assert.All(numbers, number => Assert.InRange(number, 0.001, 0.1));
        Assert.InRange(numbers.Count(number => number < 0.01), 2000 - 127, 2000 + 127);
    }

    [Theory]
    [InlineData("regularization=0..1", 0.5)]
    [InlineData("regularization=0.01..0.99:linear", 0.5)]
    public void Draw_LinearRange_HalfOfTheDrawsUnderItsMiddle(string text, double middle)
    {
        var space = SearchSpace.Parse(text, Known);
        var numbers = Enumerable.Range(0, 4000).Select(index => space.Draw(1, index).Number("regularization", 0));
        Assert.InRange(numbers.Count(number => number < middle), 2000 - 127, 2000 + 127);
    }

    [Fact]
    public void Draw_WholeNumbersAndWords_AllOfThemAndNoOthers()
    {
        var space = SearchSpace.Parse("neighbours=3..5:linear,weighting=cosine|TfIdf,unobserved-weight=0.2", Known);
        var draws = Enumerable.Range(0, 200).Select(index => space.Draw(1, index)).ToList();
        Assert.Equal([3, 4, 5], draws.Select(draw => draw.Whole("neighbours", 0)).Distinct().Order());
        Assert.Equal(["TfIdf", "cosine"], draws.Select(draw => draw.Find("weighting")).Distinct().Order());
        Assert.Equal(["0.2"], draws.Select(draw => draw.Find("unobserved-weight")).Distinct());
    }

    [Fact]
    public void Draw_Numbers_AreWrittenWithThreeDigits()
    {
        var space = SearchSpace.Parse("regularization=0.001..0.1", Known);
        Assert.All(Enumerable.Range(0, 100), index =>
        {
            var text = space.Draw(1, index).Find("regularization")!;
            var number = double.Parse(text, CultureInfo.InvariantCulture);
            Assert.Equal(text, number.ToString("G3", CultureInfo.InvariantCulture));
        });
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("regularization", "NAME=LOW..HIGH")]
    [InlineData("lambda=1", "none of regularization")]
    [InlineData("regularization=1,regularization=2", "twice")]
    [InlineData("regularization=0.1..0.01", "less than")]
    [InlineData("regularization=0.1..0.1", "less than")]
    [InlineData("regularization=a..b", "'a' is no number")]
    [InlineData("regularization=1..2..3", "LOW..HIGH")]
    [InlineData("regularization=1|x", "'x' is no number")]
    [InlineData("regularization=NaN", "'NaN' is no number")]
    [InlineData("neighbours=1.5..3", "'1.5' is not whole")]
    [InlineData("weighting=1..2", "one or more of Cosine|TfIdf")]
    [InlineData("weighting=Jaccard", "'Jaccard' is none of Cosine|TfIdf")]
    public void Parse_NotASpace_SaysWhatIsWrong(string text, string reason)
    {
        var error = Assert.Throws<ArgumentException>(() => SearchSpace.Parse(text, Known));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
