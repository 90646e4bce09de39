namespace Ayni.Quality;

/// <summary>What every statistic of a sorted sample asks of it.</summary>
internal static class SortedSample
{
    /// <summary>Refuses an empty sample; order is the caller's promise, checked in debug builds by its tests.</summary>
    public static void Check(ReadOnlySpan<double> sample, string name)
    {
        if (sample.IsEmpty)
            throw new ArgumentException("A sample without values. Compare only what both periods have.", name);
    }

    /// <summary>
    /// The value that a share of the sample does not exceed: the inverse of its distribution function.
    /// </summary>
    /// <param name="sorted">Ascending; at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    public static double Mean(ReadOnlySpan<double> sample)
    {
        var sum = 0.0;
        foreach (var value in sample)
            sum += value;
        return sum / sample.Length;
    }

    /// <summary>Standard deviation of the sample as it is (divided by n).</summary>
    public static double Spread(ReadOnlySpan<double> sample)
    {
        var (mean, sum) = (Mean(sample), 0.0);
        foreach (var value in sample)
            sum += (value - mean) * (value - mean);
        return Math.Sqrt(sum / sample.Length);
    }
}
