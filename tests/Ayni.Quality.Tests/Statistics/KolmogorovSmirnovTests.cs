namespace Ayni.Quality.Tests.Statistics;

public sealed class KolmogorovSmirnovTests
{
    // Samples and figures: scipy 1.10.1, stats.ks_2samp(a, b): D = 0.47, exact p = 0.009913060147864434.
    private static readonly double[] First =
    [
        -2.47, -1.73, -1.28, -0.82, -0.74, -0.56, -0.40, -0.32, -0.06, 0.05, 0.06, 0.29, 0.37, 0.39, 0.51, 0.59, 0.61,
        0.64, 1.05, 1.06, 1.09, 1.31, 1.64, 1.77, 2.36,
    ];

    private static readonly double[] Second =
    [
        -0.31, -0.18, 0.22, 0.41, 0.52, 0.66, 0.77, 0.88, 0.95, 1.05, 1.12, 1.18, 1.36, 1.41, 1.73, 1.90, 2.02, 2.24,
        2.51, 3.01,
    ];

    [Fact]
    public void Statistic_TwoSamples_IsScipys() =>
        Assert.Equal(0.47, KolmogorovSmirnov.Statistic(First, Second), 12);

    // Smirnov's limit with Stephens' correction stays within a tenth of the exact chance at 25 and 20 values.
    [Fact]
    public void PValue_SmallSamples_IsNearTheExact() =>
        Assert.InRange(KolmogorovSmirnov.PValue(0.47, 25, 20), 0.009913 * 0.9, 0.009913 * 1.1);

    // scipy.special.kolmogorov; 1.36 and 1.63 are the 5 % and 1 % points of Smirnov's (1948) table.
    [Theory]
    [InlineData(0.5, 0.963945244)]
    [InlineData(1.0, 0.269999672)]
    [InlineData(1.36, 0.0494858768)]
    [InlineData(1.63, 0.00984636489)]
    [InlineData(2.0, 0.000670925256)]
    [InlineData(3.0, 3.04599595e-8)]
    public void Survival_Kolmogorovs_IsTheTables(double argument, double expected) =>
        Assert.Equal(1, KolmogorovSmirnov.Survival(argument) / expected, 8);

    [Fact]
    public void Survival_WhereTheSeriesMeet_IsContinuous() =>
        Assert.Equal(KolmogorovSmirnov.Survival(1.18 - 1e-12), KolmogorovSmirnov.Survival(1.18), 10);

    [Fact]
    public void Statistic_SameSample_IsNothing()
    {
        Assert.Equal(0, KolmogorovSmirnov.Statistic(First, First));
        Assert.Equal(1, KolmogorovSmirnov.PValue(0, 25, 25));
    }

    [Fact]
    public void Statistic_ApartOrSwapped_IsOneAndTheSame()
    {
        Assert.Equal(1, KolmogorovSmirnov.Statistic([1, 2], [3, 4, 5]));
        Assert.Equal(KolmogorovSmirnov.Statistic(First, Second), KolmogorovSmirnov.Statistic(Second, First));
    }

    // Of {1, 1, 2} and {1, 2, 2} the distribution functions at 1 are 2/3 and 1/3; inside a tie there is no gap.
    [Fact]
    public void Statistic_Ties_AreStepsOfTheirOwn() =>
        Assert.Equal(1.0 / 3, KolmogorovSmirnov.Statistic([1, 1, 2], [1, 2, 2]), 12);

    [Fact]
    public void Statistic_EmptySample_IsRefused() =>
        Assert.Contains("without values", Assert.Throws<ArgumentException>(
            () => KolmogorovSmirnov.Statistic([], [1])).Message, StringComparison.Ordinal);
}
