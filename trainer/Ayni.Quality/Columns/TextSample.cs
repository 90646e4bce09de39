namespace Ayni.Quality;

/// <summary>A period's texts as numbers of categories.</summary>
internal sealed class TextSample
{
    /// <param name="sample">The texts.</param>
    /// <param name="names">Number of each text, from 0; grows by those not met before.</param>
    public TextSample(Sample<string?> sample, Dictionary<string, int> names)
    {
        var values = sample.Values;
        Missing = new bool[values.Count];
        var categories = new List<int>(values.Count);
        var clusters = new List<int>();
        for (var row = 0; row < values.Count; row++)
        {
            var text = values[row];
            Missing[row] = string.IsNullOrWhiteSpace(text);
            if (Missing[row])
                continue;
            if (!names.TryGetValue(text!, out var category))
                names.Add(text!, category = names.Count);
            categories.Add(category);
            if (sample.Clusters is { } owners)
                clusters.Add(owners[row]);
        }

        Categories = [.. categories];
        Counts = new long[names.Count];
        foreach (var category in Categories)
            Counts[category]++;
        RowWeight = Categories.Length == 0 || sample.Clusters is null
            ? 1
            : 1 / DesignEffect.OfCategories(Categories, [.. clusters]);
    }

    public int[] Categories { get; }

    /// <summary>Rows by category; those that only a later sample has are beyond its end.</summary>
    public long[] Counts { get; }

    public bool[] Missing { get; }

    /// <summary>Independent rows that a row is worth, over 0 to 1.</summary>
    public double RowWeight { get; }

    public double EffectiveRows => Categories.Length * RowWeight;

    public long CountOf(int category) => category < Counts.Length ? Counts[category] : 0;

    public SampleFacts Facts() => new()
    {
        Rows = Missing.Length,
        EffectiveRows = EffectiveRows,
        Missing = Missing.Length - Categories.Length,
        Distinct = Counts.LongCount(count => count > 0),
    };
}
