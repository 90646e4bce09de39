namespace Ayni.Quality;

/// <summary>
/// The two-sample Kolmogorov–Smirnov test (Smirnov 1939): how far apart two empirical distributions are at most.
/// </summary>
public static class KolmogorovSmirnov
{
    /// <summary>Terms under this change no digit of the sum.</summary>
    private const double SmallestTerm = 1e-18;

    /// <summary>Below this the series for large arguments converges slowly, and the other one fast.</summary>
    private const double SmallArgument = 1.18;

    /// <summary>The largest gap between the two distribution functions, 0 to 1.</summary>
    /// <param name="reference">Ascending, without NaN; at least one.</param>
    /// <param name="current">Ascending, without NaN; at least one.</param>
    public static double Statistic(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        SortedSample.Check(reference, nameof(reference));
        SortedSample.Check(current, nameof(current));
        var (first, second, largest) = (0, 0, 0.0);
        while (first < reference.Length && second < current.Length)
        {
            // Of equal values all are passed before the gap is looked at: ties widen nothing.
            var value = Math.Min(reference[first], current[second]);
            while (first < reference.Length && reference[first] <= value)
                first++;
            while (second < current.Length && current[second] <= value)
                second++;
            var gap = Math.Abs(((double)first / reference.Length) - ((double)second / current.Length));
            largest = Math.Max(largest, gap);
        }

        return largest;
    }

    /// <summary>
    /// Chance of a gap at least as large where nothing differs: Kolmogorov's limit with Stephens' (1970) correction for
    /// finite samples, √n + 0.12 + 0.11/√n with n the harmonic size. Ties make it too large, never too small.
    /// </summary>
    /// <param name="statistic">The gap, 0 to 1.</param>
    /// <param name="referenceRows">Independent rows of the reference, over 0; need not be whole.</param>
    /// <param name="currentRows">Independent rows of the current sample, over 0.</param>
    public static double PValue(double statistic, double referenceRows, double currentRows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(referenceRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(currentRows);
        var root = Math.Sqrt(referenceRows * currentRows / (referenceRows + currentRows));
        return Survival((root + 0.12 + (0.11 / root)) * statistic);
    }

    /// <summary>1 − Kolmogorov's distribution function, Q(λ) = 2 Σ (−1)^(j−1) exp(−2 j² λ²).</summary>
    /// <param name="argument">λ, at least 0.</param>
    internal static double Survival(double argument)
    {
        if (argument <= 0)
            return 1;
        return argument < SmallArgument ? 1 - OfSmall(argument) : OfLarge(argument);
    }

    private static double OfLarge(double argument)
    {
        var sum = 0.0;
        for (var term = 1; ; term++)
        {
            var value = Math.Exp(-2.0 * term * term * argument * argument);
            sum += term % 2 == 1 ? value : -value;
            if (value < SmallestTerm)
                return Math.Clamp(2 * sum, 0, 1);
        }
    }

    /// <summary>The same function by Jacobi's theta identity: √(2π)/λ · Σ exp(−(2j−1)² π² / (8λ²)).</summary>
    private static double OfSmall(double argument)
    {
        var (sum, scale) = (0.0, Math.PI * Math.PI / (8 * argument * argument));
        for (var odd = 1; ; odd += 2)
        {
            var value = Math.Exp(-odd * odd * scale);
            sum += value;
            if (value < SmallestTerm)
                return Math.Clamp(Math.Sqrt(2 * Math.PI) / argument * sum, 0, 1);
        }
    }
}
