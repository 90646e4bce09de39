namespace Ayni.Quality;

/// <summary>
/// The Wasserstein-1 or earth mover's distance of two samples: how far, on average, a value must be moved to make one
/// of the other.
/// </summary>
public static class Wasserstein
{
    /// <summary>∫ |F − G|, in the values' own unit (Vallender 1974).</summary>
    /// <param name="reference">Ascending, without NaN; at least one.</param>
    /// <param name="current">Ascending, without NaN; at least one.</param>
    public static double Distance(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        SortedSample.Check(reference, nameof(reference));
        SortedSample.Check(current, nameof(current));
        var (first, second, sum) = (0, 0, 0.0);
        var at = Math.Min(reference[0], current[0]);
        while (first < reference.Length || second < current.Length)
        {
            var gap = Math.Abs(((double)first / reference.Length) - ((double)second / current.Length));
            var next = Math.Min(
                first < reference.Length ? reference[first] : double.PositiveInfinity,
                second < current.Length ? current[second] : double.PositiveInfinity);
            sum += gap * (next - at);
            at = next;
            while (first < reference.Length && reference[first] <= at)
                first++;
            while (second < current.Length && current[second] <= at)
                second++;
        }

        return sum;
    }

    /// <summary>
    /// The distance in standard deviations of the reference, so that euros and seconds read alike. A reference of one
    /// value alone has no spread: the distance is 0 where nothing moved, else infinite.
    /// </summary>
    /// <param name="reference">Ascending, without NaN; at least one.</param>
    /// <param name="current">Ascending, without NaN; at least one.</param>
    public static double Scaled(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var distance = Distance(reference, current);
        return distance == 0 ? 0 : distance / SortedSample.Spread(reference);
    }
}
