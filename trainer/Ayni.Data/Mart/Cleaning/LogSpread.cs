namespace Ayni.Data.Mart.Cleaning;

/// <summary>
/// Median and median absolute deviation of the logarithms of many numbers, in bins of a thousandth: exact to .0005,
/// in memory that does not grow with them.
/// </summary>
internal sealed class LogSpread
{
    private const double BinsPerUnit = 1_000;

    // Makes the MAD of a normal distribution its standard deviation.
    private const double MadToDeviation = 1.4826;

    private readonly SortedDictionary<long, long> _bins = [];
    private long _count;

    /// <summary>Counts a number; those of 0 or less have no logarithm and are left out.</summary>
    public void Add(double number)
    {
        if (!(number > 0) || !double.IsFinite(number))
            return;
        var bin = (long)Math.Round(Math.Log(number) * BinsPerUnit);
        _bins[bin] = _bins.GetValueOrDefault(bin) + 1;
        _count++;
    }

    /// <summary>The range outside which a number is an outlier; null of no numbers.</summary>
    public NumberRange? Range(OutlierStep step)
    {
        if (_count == 0)
            return null;
        var median = MedianOf(_bins.Select(bin => (bin.Key, bin.Value)));
        var deviations = _bins.Select(bin => (Math.Abs(bin.Key - median), bin.Value)).OrderBy(bin => bin.Item1);
        var spread = Math.Max(MadToDeviation * MedianOf(deviations) / BinsPerUnit, step.MinSpread);
        var reach = step.MaxDeviations * spread;
        return new NumberRange(Math.Exp((median / BinsPerUnit) - reach), Math.Exp((median / BinsPerUnit) + reach));
    }

    // The lower of two middles: a number that was there, and a bin apart at most from the other where it matters.
    private long MedianOf(IEnumerable<(long Bin, long Count)> ascending)
    {
        var left = (_count + 1) / 2;
        foreach (var (bin, count) in ascending)
        {
            left -= count;
            if (left <= 0)
                return bin;
        }

        throw new InvalidOperationException("The bins hold fewer numbers than were counted.");
    }
}
