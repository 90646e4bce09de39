namespace Ayni.Quality;

/// <summary>Shares of bins, made of counts.</summary>
internal static class BinShares
{
    public static void Check(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        if (reference.IsEmpty || reference.Length != current.Length)
        {
            throw new ArgumentException(
                $"{reference.Length} shares against {current.Length}. Count both samples in the same bins.");
        }
    }

    public static double[] Of(ReadOnlySpan<long> counts)
    {
        var sum = 0L;
        foreach (var count in counts)
            sum += count;
        var shares = new double[counts.Length];
        for (var bin = 0; bin < shares.Length; bin++)
            shares[bin] = sum == 0 ? 0 : (double)counts[bin] / sum;
        return shares;
    }
}
