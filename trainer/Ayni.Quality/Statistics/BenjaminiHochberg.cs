namespace Ayni.Quality;

/// <summary>
/// P-values of many tests at once, adjusted so that of what is called a finding at most a given share is chance
/// (Benjamini and Hochberg 1995, step-up). Where nothing shifted at all, that share is the chance of any finding.
/// </summary>
public static class BenjaminiHochberg
{
    /// <summary>
    /// The adjusted values, in the order given: the least of m · p / rank over this rank and those after.
    /// </summary>
    /// <param name="pValues">Of every test made, findings or not; 0 to 1.</param>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var ascending = Enumerable.Range(0, pValues.Count).OrderBy(test => pValues[test]).ToArray();
        var adjusted = new double[pValues.Count];
        var least = 1.0;
        for (var rank = ascending.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, pValues[ascending[rank - 1]] * ascending.Length / rank);
            adjusted[ascending[rank - 1]] = least;
        }

        return adjusted;
    }
}
