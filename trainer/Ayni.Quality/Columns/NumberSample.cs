namespace Ayni.Quality;

/// <summary>A period's numbers, sorted, with what their rows are worth.</summary>
internal sealed class NumberSample
{
    public NumberSample(Sample<double> sample)
    {
        var values = sample.Values;
        Missing = new bool[values.Count];
        var kept = new List<double>(values.Count);
        var clusters = sample.Clusters is null ? null : new List<int>(values.Count);
        for (var row = 0; row < values.Count; row++)
        {
            if (double.IsInfinity(values[row]))
                throw new ArgumentException($"Row {row} is infinite. Send a number, or NaN where there is none.");
            Missing[row] = double.IsNaN(values[row]);
            if (Missing[row])
                continue;
            kept.Add(values[row]);
            clusters?.Add(sample.Clusters![row]);
        }

        Sorted = [.. kept];
        int[]? owners = clusters is null ? null : [.. clusters];
        if (owners is null)
            Array.Sort(Sorted);
        else
            Array.Sort(Sorted, owners);
        EffectiveRows = Sorted.Length == 0 || owners is null
            ? Sorted.Length
            : Sorted.Length / DesignEffect.OfNumbers(Ranks(Sorted), owners);
    }

    public double[] Sorted { get; }

    public bool[] Missing { get; }

    public double EffectiveRows { get; }

    public SampleFacts Facts()
    {
        var facts = new SampleFacts
        {
            Rows = Missing.Length,
            EffectiveRows = EffectiveRows,
            Missing = Missing.Length - Sorted.Length,
        };
        return Sorted.Length == 0 ? facts : facts with
        {
            Distinct = CountDistinct(),
            Min = Sorted[0],
            P05 = SortedSample.Quantile(Sorted, 0.05),
            Median = SortedSample.Quantile(Sorted, 0.5),
            P95 = SortedSample.Quantile(Sorted, 0.95),
            Max = Sorted[^1],
            Mean = SortedSample.Mean(Sorted),
            Spread = SortedSample.Spread(Sorted),
        };
    }

    private long CountDistinct()
    {
        var distinct = 1L;
        for (var row = 1; row < Sorted.Length; row++)
            distinct += Sorted[row] != Sorted[row - 1] ? 1 : 0;
        return distinct;
    }

    /// <summary>The mean rank of equal values, 0 to 1: the likeness of shoppers then knows no long tails.</summary>
    private static double[] Ranks(double[] sorted)
    {
        var ranks = new double[sorted.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            Array.Fill(ranks, (start + end) / (2.0 * sorted.Length), start, end - start);
            start = end;
        }

        return ranks;
    }
}
