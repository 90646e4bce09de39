namespace Ayni.Quality;

/// <summary>
/// Bins for the eye: of equal width between the middle 98 % of both periods, on a logarithmic scale where the upper
/// half is far longer than the lower one; outer bins hold the tails.
/// </summary>
internal static class NumberPicture
{
    private const int Bins = 20;

    /// <summary>Times that the upper half must be longer for a logarithmic scale.</summary>
    private const double LongTail = 4;

    public static Histogram Of(double[] before, double[] now)
    {
        var values = Distinct(before, now);
        if (values is not null)
            return Histogram([.. values], value => Array.BinarySearch(values, value), before, now);
        var low = Math.Min(SortedSample.Quantile(before, 0.01), SortedSample.Quantile(now, 0.01));
        var high = Math.Max(SortedSample.Quantile(before, 0.99), SortedSample.Quantile(now, 0.99));
        var middle = SortedSample.Quantile(before, 0.5);
        if (high <= low)
            (low, high) = (Math.Min(before[0], now[0]), Math.Max(before[^1], now[^1]));
        var isLogarithmic = low > 0 && high - middle > LongTail * Math.Max(middle - low, 0);
        Func<double, double> scale = isLogarithmic ? value => Math.Log(Math.Max(value, low)) : value => value;
        var (from, width) = (scale(low), (scale(high) - scale(low)) / Bins);
        var starts = Enumerable.Range(0, Bins)
            .Select(bin => from + (bin * width))
            .Select(start => isLogarithmic ? Math.Exp(start) : start)
            .ToArray();
        return Histogram(
            starts, value => Math.Clamp((int)Math.Floor((scale(value) - from) / width), 0, Bins - 1), before, now);
    }

    private static Histogram Histogram(double[] starts, Func<double, int> binOf, double[] before, double[] now)
    {
        return new Histogram(
            [.. starts.Select(ColumnChecks.Number)], BinShares.Of(Count(before)), BinShares.Of(Count(now)));

        long[] Count(double[] values)
        {
            var counts = new long[starts.Length];
            foreach (var value in values)
                counts[binOf(value)]++;
            return counts;
        }
    }

    /// <summary>All values where there are no more than bins; else null.</summary>
    private static double[]? Distinct(double[] before, double[] now)
    {
        var values = new SortedSet<double>();
        foreach (var sample in new[] { before, now })
        {
            foreach (var value in sample)
            {
                values.Add(value);
                if (values.Count > Bins)
                    return null;
            }
        }

        return [.. values];
    }
}
