using Ayni.Numerics;

namespace Ayni.Quality.Tests.Statistics;

public sealed class SignificanceTests
{
    // Agresti 2007, table 2.5 (gender by party): χ² = 30.1, df 2; scipy 1.10.1: 30.070149, p = 2.9535892e-7, V =
    // 0.10444.
    [Fact]
    public void ChiSquare_OfAgrestisTable_IsThePublished()
    {
        var test = ChiSquare.Of([762, 327, 468], [484, 239, 477]);

        Assert.Equal(30.070149095754672, test.Statistic, 9);
        Assert.Equal(2, test.DegreesOfFreedom);
        Assert.Equal(1, test.PValue / 2.9535891832117595e-7, 9);
        Assert.Equal(0.10443580235646777, test.CramersV, 9);
    }

    // scipy.stats.chi2.sf; the last two are lost where 1 − cdf is computed.
    [Theory]
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(100, 10, 5.44970198e-17)]
    [InlineData(500, 10, 4.41473610e-101)]
    public void ChiSquare_Survival_IsScipys(double statistic, int freedom, double expected) =>
        Assert.Equal(1, ChiSquare.Survival(statistic, freedom) / expected, 7);

    [Fact]
    public void ChiSquare_SameShares_IsNothing()
    {
        var test = ChiSquare.Of([10, 20, 0], [100, 200, 0]);

        Assert.Equal((0, 1, 1.0), (test.Statistic, test.DegreesOfFreedom, test.PValue));
    }

    // Rows that stand for half a row each halve the statistic.
    [Fact]
    public void ChiSquare_WeighedRows_ScaleTheStatistic() =>
        Assert.Equal(
            ChiSquare.Of([762, 327, 468], [484, 239, 477]).Statistic / 2,
            ChiSquare.Of([762, 327, 468], [484, 239, 477], 0.5, 0.5).Statistic,
            9);

    // Fisher's exact p: [[8, 2], [1, 5]] of scipy's documentation 0.0350; [[1, 9], [11, 3]] of Wikipedia 0.002759456.
    [Theory]
    [InlineData(8, 10, 1, 6, 0.034965034965034975)]
    [InlineData(1, 10, 11, 14, 0.0027594561852200836)]
    [InlineData(0, 10_000, 1, 500, 0.047619047619047616)]
    public void ShareTest_FewHits_IsFishersExact(long before, long rowsBefore, long now, long rowsNow, double p) =>
        Assert.Equal(p, ShareTest.Of(before, rowsBefore, now, rowsNow).PValue, 7);

    // χ² of [[500, 500], [400, 600]] = 20.2020, p = 6.9660e-6 (the square of the two-proportion z of 4.4947).
    [Fact]
    public void ShareTest_ManyHits_IsChiSquare()
    {
        var test = ShareTest.Of(500, 1_000, 400, 1_000);

        Assert.Equal(ChiSquare.Survival(20.2020202, 1), test.PValue, 9);
        Assert.Equal(-0.2013579, test.CohensH, 6);
    }

    // Cohen 1988, table 6.2.2: φ(.50) = 1.571, φ(.60) = 1.772, φ(.01) = .200.
    [Theory]
    [InlineData(500, 600, 0.201)]
    [InlineData(0, 10, 0.200)]
    public void ShareTest_CohensH_IsHisTables(long before, long now, double h) =>
        Assert.Equal(h, ShareTest.Of(before, 1_000, now, 1_000).CohensH, 3);

    // The fifteen p-values of Benjamini and Hochberg 1995, section 3.2: four are rejected at q = .05.
    [Fact]
    public void BenjaminiHochberg_OfThePaper_RejectsFour()
    {
        double[] published =
        [
            .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0000,
        ];

        var adjusted = BenjaminiHochberg.Adjust([.. published.Reverse()]).Reverse().ToArray();

        Assert.Equal(4, adjusted.Count(value => value <= .05));
        Assert.Equal(.0001 * 15, adjusted[0], 12);
        Assert.Equal(.0095 * 15 / 4, adjusted[3], 12);
        Assert.Equal(1, adjusted[14], 12);
        Assert.Equal(adjusted.Order(), adjusted);
    }

    // scipy.stats.ttest_ind(a, b, equal_var=False): t = −2.828089550357121, p = 0.008583383908650493.
    [Fact]
    public void Welch_TwoSamples_IsScipys()
    {
        double[] first =
            [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
        double[] second =
            [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.3, 23.9];

        Assert.Equal(0.008583383908650493, WelchTest.PValue(first, second), 9);
    }

    // Three shoppers of four equal rows each are three facts: an intraclass correlation of 1, an effect of 4.
    [Fact]
    public void DesignEffect_RowsThatRepeatTheirShopper_CountAsOne()
    {
        int[] shoppers = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];

        Assert.Equal(4, DesignEffect.OfNumbers([1, 1, 1, 1, 5, 5, 5, 5, 9, 9, 9, 9], shoppers), 12);
        Assert.Equal(4, DesignEffect.OfCategories([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0], shoppers), 12);
    }

    [Fact]
    public void DesignEffect_RowsWithoutLikeness_AreOneEach()
    {
        var random = new SplitMix64(1, 0);
        int[] shoppers = [.. Enumerable.Range(0, 20_000).Select(row => row / 20)];
        var values = new double[shoppers.Length];
        for (var row = 0; row < values.Length; row++)
            values[row] = random.NextDouble();

        Assert.InRange(DesignEffect.OfNumbers(values, shoppers), 1, 1.2);
        Assert.InRange(
            DesignEffect.OfCategories([.. values.Select(value => (int)(value * 5))], shoppers), 1, 1.2);
        Assert.Equal(1, DesignEffect.OfNumbers(values, [.. Enumerable.Range(0, values.Length)]));
    }

    // E[PSI] of ten bins, 2,000 rows against 500, nothing shifted: 9 · (1/2000 + 1/500) = 0.0225.
    [Fact]
    public void Stability_WithoutAShift_IsOnAverageTheExpectedNoise()
    {
        var sum = 0.0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new SplitMix64(seed, 0);
            var (before, now) = (new long[10], new long[10]);
            for (var row = 0; row < 2_000; row++)
                before[random.Next(10)]++;
            for (var row = 0; row < 500; row++)
                now[random.Next(10)]++;
            sum += PopulationStability.Index(before, now);
        }

        Assert.Equal(0.0225, PopulationStability.ExpectedNoise(10, 2_000, 500), 12);
        Assert.InRange(sum / 400, 0.0225 * 0.9, 0.0225 * 1.1);
    }
}
