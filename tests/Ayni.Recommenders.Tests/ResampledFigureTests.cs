namespace Ayni.Recommenders.Tests;

public sealed class ResampledFigureTests
{
    [Fact]
    public void Interval_Constant_IsThatNumber()
    {
        var figure = ResampledFigure.Of([3, double.NaN, 3, 3]);

        Assert.Equal((3, 3.0), (figure.Users, figure.Mean));
        Assert.Equal(new ConfidenceInterval(3, 3), figure.Interval);
    }

    [Fact]
    public void Interval_ManyUsers_IsThatOfTheCentralLimit()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(user => user % 4 == 0 ? 1.0 : 0.0)];
        var error = Math.Sqrt(0.25 * 0.75 / values.Length);

        var interval = ResampledFigure.Of(values, new SignificanceOptions { Resamples = 20_000 }).Interval;

        // A share of 400 is near normal; a quarter of a standard error leaves room for its steps.
        Assert.Equal(0.25 - (1.96 * error), interval.Low, error / 4);
        Assert.Equal(0.25 + (1.96 * error), interval.High, error / 4);
    }

    [Fact]
    public void DifferenceFrom_SameUsersPaired_IsFarNarrowerThanTheIntervals()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(user => (double)user)];
        var (one, other) = (ResampledFigure.Of([.. values.Select(value => value + 1)]), ResampledFigure.Of(values));

        var difference = one.DifferenceFrom(other);

        Assert.Equal(1, difference.Low, 1e-9);
        Assert.Equal(1, difference.High, 1e-9);
        Assert.True(one.Interval.High - one.Interval.Low > 10);
    }

    [Fact]
    public void TestAgainst_UsersBetterAndWorse_AreCounted()
    {
        var test = ResampledFigure.Of([1, 1, 0, double.NaN]).TestAgainst(ResampledFigure.Of([0, 1, 1, 5]));

        Assert.Equal((3, 1, 1, 0.0), (test.Users, test.Better, test.Worse, test.Difference));
        Assert.Equal(1, test.PValue);
    }

    [Fact]
    public void DifferenceFrom_OtherUsersOrOptions_IsRefused()
    {
        var figure = ResampledFigure.Of([1, 2, 3]);

        Assert.Throws<ArgumentException>(() => figure.DifferenceFrom(ResampledFigure.Of([1, 2])));
        Assert.Throws<ArgumentException>(
            () => figure.DifferenceFrom(ResampledFigure.Of([1, 2, 3], new SignificanceOptions { Seed = 9 })));
    }
}
