namespace Ayni.Quality.Tests.Statistics;

public sealed class QuantileBinsTests
{
    [Fact]
    public void Of_DistinctValues_HoldEqualShares()
    {
        double[] sorted = [.. Enumerable.Range(1, 1_000).Select(value => (double)value)];

        var bins = QuantileBins.Of(sorted, 10);

        Assert.Equal([100, 200, 300, 400, 500, 600, 700, 800, 900], bins.Edges);
        Assert.All(bins.CountRows(sorted), count => Assert.Equal(100, count));
    }

    [Fact]
    public void Of_FewValues_GivesEachItsOwn()
    {
        var bins = QuantileBins.Of([1, 1, 1, 2, 5, 5], 10);

        Assert.Equal([3, 1, 2], bins.CountRows([1, 1, 1, 2, 5, 5]));
    }

    [Fact]
    public void Of_OneValueInMost_LeavesNoBinEmpty()
    {
        double[] sorted = [.. Enumerable.Repeat(1.0, 900), .. Enumerable.Range(2, 100).Select(value => (double)value)];

        var counts = QuantileBins.Of(sorted, 10).CountRows(sorted);

        Assert.All(counts, count => Assert.True(count > 0));
        Assert.Equal(1_000, counts.Sum());
    }

    [Fact]
    public void IndexOf_OutsideTheReference_IsAnOuterBin()
    {
        var bins = QuantileBins.Of([1, 2, 3, 4], 4);

        Assert.Equal(0, bins.IndexOf(double.NegativeInfinity));
        Assert.Equal(3, bins.IndexOf(1e9));
        Assert.Equal(1, bins.IndexOf(2));
    }
}
