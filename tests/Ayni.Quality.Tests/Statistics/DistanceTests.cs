namespace Ayni.Quality.Tests.Statistics;

public sealed class DistanceTests
{
    // The example in scipy's documentation of wasserstein_distance.
    [Fact]
    public void Wasserstein_OfSciPysExample_IsFive() =>
        Assert.Equal(5, Wasserstein.Distance([0, 1, 3], [5, 6, 8]), 12);

    // scipy 1.10.1: wasserstein_distance([3.4, 3.9, 7.5, 7.8], [4.5, 1.4]) = 2.7.
    [Fact]
    public void Wasserstein_OfUnequalSizes_IsScipys() =>
        Assert.Equal(2.7, Wasserstein.Distance([3.4, 3.9, 7.5, 7.8], [1.4, 4.5]), 12);

    // A shift by d moves every value by d; {0, 2} has a standard deviation of 1.
    [Fact]
    public void Wasserstein_OfAShift_IsTheShiftInSpreads()
    {
        Assert.Equal(7, Wasserstein.Distance([1, 5, 9], [8, 12, 16]), 12);
        Assert.Equal(3, Wasserstein.Scaled([0, 2], [3, 5]), 12);
        Assert.Equal(Wasserstein.Scaled([0, 2], [3, 5]), Wasserstein.Scaled([0, 200], [300, 500]), 12);
    }

    [Fact]
    public void Wasserstein_WithoutSpread_IsNothingOrInfinite()
    {
        Assert.Equal(0, Wasserstein.Scaled([4, 4], [4]));
        Assert.Equal(double.PositiveInfinity, Wasserstein.Scaled([4, 4], [5]));
    }

    // scipy's documentation of jensenshannon: [1, 0] and [0.5, 0.5] give 0.46450140402 in nats, and
    // 0.46450140402 / √ln 2 = 0.55792304528 to base 2; [1, 0, 0] and [0, 1, 0] give 1.
    [Fact]
    public void JensenShannon_OfSciPysExamples_IsTheirs()
    {
        Assert.Equal(0.5579230452841438, JensenShannon.Distance([1, 0], [0.5, 0.5]), 12);
        Assert.Equal(1, JensenShannon.Distance([1, 0, 0], [0, 1, 0]), 12);
        Assert.Equal(0.09584323377689273, JensenShannon.Distance([0.5, 0.3, 0.2], [0.4, 0.4, 0.2]), 12);
    }

    [Fact]
    public void JensenShannon_IsAMetric()
    {
        double[] p = [0.5, 0.3, 0.2], q = [0.4, 0.4, 0.2], r = [0.1, 0.1, 0.8];
        Assert.Equal(0, JensenShannon.Distance(p, p));
        Assert.Equal(JensenShannon.Distance(p, q), JensenShannon.Distance(q, p), 15);
        Assert.True(
            JensenShannon.Distance(p, r) <= JensenShannon.Distance(p, q) + JensenShannon.Distance(q, r) + 1e-12);
    }

    // (0.4 − 0.5) ln 0.8 + (0.6 − 0.5) ln 1.2 = 0.0223144 + 0.0182322.
    [Fact]
    public void Stability_OfTwoBins_IsTheFormula() =>
        Assert.Equal(0.0405465, PopulationStability.Index([500, 500], [400, 600]), 7);

    // An empty bin of 100 rows counts as half a row: (0.005 − 0.5) ln 0.01 + (1 − 0.5) ln 2.
    [Fact]
    public void Stability_EmptyBin_CountsAsHalfARow() =>
        Assert.Equal(2.2795592 + 0.3465736, PopulationStability.Index([500, 500], [0, 100]), 6);

    // Of a million rows it is 1 in 10,000: (0.0001 − 0.5) ln 0.0002 + 0.5 ln 2.
    [Fact]
    public void Stability_EmptyBinOfMany_CountsAsOneInTenThousand() =>
        Assert.Equal(4.2577448 + 0.3465736, PopulationStability.Index([500, 500], [0, 1_000_000]), 6);

    [Fact]
    public void Stability_SameOrSwapped_IsNothingAndTheSame()
    {
        Assert.Equal(0, PopulationStability.Index([30, 70], [300, 700]), 12);
        Assert.Equal(
            PopulationStability.Index([30, 70], [60, 40]), PopulationStability.Index([60, 40], [30, 70]), 12);
    }

    [Fact]
    public void Distances_OfOtherBins_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => PopulationStability.Index([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => JensenShannon.Distance([1], [0.5, 0.5]));
    }
}
