namespace Ayni.Quality;

/// <summary>
/// The Jensen–Shannon distance (Lin 1991; Endres and Schindelin 2003): the root of the mean divergence of two
/// distributions from their middle. A metric; to base 2 it is 0 for the same and 1 for those without a common value.
/// </summary>
public static class JensenShannon
{
    /// <summary>√((KL(p‖m) + KL(q‖m)) / 2) with m = (p + q) / 2 and logarithms to base 2.</summary>
    /// <param name="reference">Shares p, summing to 1.</param>
    /// <param name="current">Shares q of the same bins.</param>
    public static double Distance(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        BinShares.Check(reference, current);
        var sum = 0.0;
        for (var bin = 0; bin < reference.Length; bin++)
        {
            var middle = (reference[bin] + current[bin]) / 2;
            sum += Term(reference[bin], middle) + Term(current[bin], middle);
        }

        // Rounding leaves the sum of equal distributions a hair under 0.
        return Math.Sqrt(Math.Clamp(sum / 2, 0, 1));
    }

    private static double Term(double share, double middle) => share > 0 ? share * Math.Log2(share / middle) : 0;
}
