using MathNet.Numerics;

namespace Ayni.Quality;

/// <summary>Pearson's χ² test of two samples over the same categories.</summary>
/// <param name="Statistic">Σ (observed − expected)² / expected.</param>
/// <param name="DegreesOfFreedom">Categories less one.</param>
/// <param name="PValue">Chance of as large a statistic where nothing differs.</param>
/// <param name="CramersV">
/// √(χ² / rows) (Cramér 1946; of two samples the smaller side has one degree of freedom), 0 to 1. It falls as the
/// samples grow unequal, so no verdict rests on it.
/// </param>
public sealed record ChiSquare(double Statistic, int DegreesOfFreedom, double PValue, double CramersV)
{
    /// <summary>Compares two rows of counts.</summary>
    /// <param name="reference">Rows of the reference by category.</param>
    /// <param name="current">Rows of the current sample; categories as the reference's.</param>
    /// <param name="referenceWeight">
    /// Independent rows that one row of the reference stands for, over 0 to 1: rows of one shopper are alike
    /// (Rao and Scott 1981, first order).
    /// </param>
    /// <param name="currentWeight">The same of the current sample.</param>
    public static ChiSquare Of(
        ReadOnlySpan<long> reference,
        ReadOnlySpan<long> current,
        double referenceWeight = 1,
        double currentWeight = 1)
    {
        BinShares.Check(BinShares.Of(reference), BinShares.Of(current));
        var (before, now) = (Sum(reference) * referenceWeight, Sum(current) * currentWeight);
        var all = before + now;
        var (statistic, used) = (0.0, 0);
        for (var bin = 0; bin < reference.Length; bin++)
        {
            var (first, second) = (reference[bin] * referenceWeight, current[bin] * currentWeight);
            if (first + second == 0)
                continue;
            used++;
            statistic += Term(first, (first + second) * before / all) + Term(second, (first + second) * now / all);
        }

        var freedom = Math.Max(used - 1, 0);
        return new ChiSquare(statistic, freedom, Survival(statistic, freedom), Math.Sqrt(statistic / all));
    }

    /// <summary>1 − the distribution function, exact in the far tail too.</summary>
    /// <param name="statistic">At least 0.</param>
    /// <param name="degreesOfFreedom">At least 0; of 0 there is nothing to differ, and the chance is 1.</param>
    internal static double Survival(double statistic, int degreesOfFreedom) =>
        degreesOfFreedom == 0 || statistic <= 0
            ? 1
            : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2);

    private static double Term(double observed, double expected) =>
        expected > 0 ? (observed - expected) * (observed - expected) / expected : 0;

    private static double Sum(ReadOnlySpan<long> counts)
    {
        var sum = 0L;
        foreach (var count in counts)
            sum += count;
        return sum > 0 ? sum : throw new ArgumentException("A sample without rows. Compare only what both have.");
    }
}
