namespace Ayni.Quality;

/// <summary>
/// The population stability index: Σ (q − p) · ln(q / p) over bins, the symmetric Kullback–Leibler divergence
/// (Jeffreys), as banks have watched score cards with since the 1990s (Siddiqi 2006).
/// </summary>
public static class PopulationStability
{
    /// <summary>
    /// Least share a bin counts as, so that an empty one is no infinity: 1 in 10,000, or half a row of its sample
    /// where that is more. A fixed share alone would make an alarm of one empty bin of a small sample.
    /// </summary>
    public const double LeastShare = 1e-4;

    /// <summary>The index of two samples, at least 0.</summary>
    /// <param name="reference">Rows of the reference by bin.</param>
    /// <param name="current">Rows of the current sample in the same bins.</param>
    public static double Index(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (before, now) = (BinShares.Of(reference), BinShares.Of(current));
        BinShares.Check(before, now);
        var (leastBefore, leastNow) = (LeastOf(reference), LeastOf(current));
        var sum = 0.0;
        for (var bin = 0; bin < before.Length; bin++)
        {
            var (p, q) = (Math.Max(before[bin], leastBefore), Math.Max(now[bin], leastNow));
            sum += (q - p) * Math.Log(q / p);
        }

        return sum;
    }

    /// <summary>
    /// What the index comes to on average where nothing shifted: (bins − 1) · (1/n + 1/m), since it is then χ² of so
    /// many degrees of freedom times 1/n + 1/m (Yurdakul and Naranjo 2020).
    /// </summary>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <param name="referenceRows">Independent rows of the reference, over 0.</param>
    /// <param name="currentRows">Independent rows of the current sample, over 0.</param>
    public static double ExpectedNoise(int bins, double referenceRows, double currentRows) =>
        (bins - 1) * ((1 / referenceRows) + (1 / currentRows));

    private static double LeastOf(ReadOnlySpan<long> counts)
    {
        var sum = 0L;
        foreach (var count in counts)
            sum += count;
        return Math.Max(LeastShare, 0.5 / Math.Max(sum, 1));
    }
}
