using MathNet.Numerics.Distributions;

namespace Ayni.Quality;

/// <summary>Welch's (1947) t-test: whether two means differ, of samples with unequal variances.</summary>
public static class WelchTest
{
    /// <summary>Two-sided p-value; 1 where a sample has fewer than two values or neither varies.</summary>
    /// <param name="reference">Independent values.</param>
    /// <param name="current">Independent values.</param>
    public static double PValue(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        if (reference.Length < 2 || current.Length < 2)
            return 1;
        var (first, second) = (ErrorOf(reference), ErrorOf(current));
        var difference = SortedSample.Mean(reference) - SortedSample.Mean(current);
        if (first + second == 0)
            return difference == 0 ? 1 : 0;
        var freedom = (first + second) * (first + second)
            / ((first * first / (reference.Length - 1)) + (second * second / (current.Length - 1)));
        return 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(difference) / Math.Sqrt(first + second));
    }

    /// <summary>Variance of the mean.</summary>
    private static double ErrorOf(ReadOnlySpan<double> sample)
    {
        var spread = SortedSample.Spread(sample);
        return spread * spread / (sample.Length - 1);
    }
}
