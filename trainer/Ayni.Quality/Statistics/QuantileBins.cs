namespace Ayni.Quality;

/// <summary>
/// Bins that hold about equal shares of the reference. A value that fills more than one bin makes one of them, so there
/// may be fewer than asked; no bin is empty in the reference. The outer bins are open: nothing falls outside.
/// </summary>
public sealed class QuantileBins
{
    private readonly double[] _edges;

    private QuantileBins(double[] edges) => _edges = edges;

    /// <summary>Number of bins, at least 1.</summary>
    public int Count => _edges.Length + 1;

    /// <summary>Upper edges of all bins but the last, ascending; a value on an edge is below it.</summary>
    public IReadOnlyList<double> Edges => _edges;

    /// <summary>
    /// Cuts at the reference's quantiles; each value gets its own bin where there are no more values.
    /// </summary>
    /// <param name="sorted">The reference, ascending, without NaN; at least one.</param>
    /// <param name="bins">Bins wanted, at least 2.</param>
    public static QuantileBins Of(ReadOnlySpan<double> sorted, int bins)
    {
        SortedSample.Check(sorted, nameof(sorted));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        if (FewValues(sorted, bins) is { } values)
            return new QuantileBins(values[..^1]);
        var edges = new List<double>();
        for (var bin = 1; bin < bins; bin++)
        {
            var edge = SortedSample.Quantile(sorted, (double)bin / bins);
            if (edge < sorted[^1] && (edges.Count == 0 || edge > edges[^1]))
                edges.Add(edge);
        }

        return new QuantileBins([.. edges]);
    }

    /// <summary>The bin of a value, from 0.</summary>
    /// <param name="value">No NaN.</param>
    public int IndexOf(double value)
    {
        var found = Array.BinarySearch(_edges, value);
        return found < 0 ? ~found : found;
    }

    /// <summary>Rows by bin.</summary>
    /// <param name="values">In any order, without NaN.</param>
    public long[] CountRows(ReadOnlySpan<double> values)
    {
        var counts = new long[Count];
        foreach (var value in values)
            counts[IndexOf(value)]++;
        return counts;
    }

    /// <summary>The distinct values where there are no more than bins; else null.</summary>
    private static double[]? FewValues(ReadOnlySpan<double> sorted, int bins)
    {
        var values = new List<double>();
        foreach (var value in sorted)
        {
            if (values.Count > 0 && values[^1] == value)
                continue;
            if (values.Count == bins)
                return null;
            values.Add(value);
        }

        return [.. values];
    }
}
