using System.Collections.Immutable;
using System.Globalization;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Where a search of ALS looks. Draw n is a function of seed and n alone. λ goes with ν: at ν = 1 the sum of
/// interactions multiplies it, at ν = ½ its root, so that the same effect takes about ten times as much.
/// </summary>
public sealed record AlsRanges
{
    private const double MinUnobserved = 0.01;
    private const double MaxUnobserved = 1;
    private const double MinAtOne = 0.002;
    private const double MaxAtOne = 0.3;
    private const double HalfOverOne = 10;

    /// <summary>Spread of the first step near the best, in natural logarithms; each later one is shorter.</summary>
    private const double FirstStep = 0.9;

    private const double StepRatio = 0.85;

    /// <summary>
    /// Powers of the root of x⁵ = x + 1: the additive sequence of least discrepancy known in four dimensions (Roberts
    /// 2018, "The Unreasonable Effectiveness of Quasirandom Sequences").
    /// </summary>
    private static readonly double[] Strides =
        [.. Enumerable.Range(1, 4).Select(power => Math.Pow(1.1673039782614187, -power))];

    /// <summary>Ranks tried, ascending. <value>Default 16, 32, 64, 128.</value></summary>
    public ImmutableArray<int> Ranks { get; init; } = [16, 32, 64, 128];

    /// <summary>Rank over which only a best one at it goes. <value>Default 64.</value></summary>
    public int MaxDrawnRank { get; init; } = 64;

    /// <summary>Rank that stays; null to search.</summary>
    public int? Rank { get; init; }

    /// <summary>λ that stays; null to search.</summary>
    public double? Regularization { get; init; }

    /// <summary>α₀ that stays; null to search.</summary>
    public double? UnobservedWeight { get; init; }

    /// <summary>ν that stays; null to search.</summary>
    public double? FrequencyScaling { get; init; }

    /// <summary>Whether there is nothing to search.</summary>
    public bool IsPoint => (Rank, Regularization, UnobservedWeight, FrequencyScaling)
        is ({ }, { }, { }, { });

    /// <summary>Draw n from the whole range.</summary>
    public AlsSetting Draw(int seed, int n)
    {
        var random = new SplitMix64(seed, 0);
        Span<double> place = stackalloc double[Strides.Length];
        for (var dimension = 0; dimension < place.Length; dimension++)
        {
            var at = random.NextDouble() + (n * Strides[dimension]);
            place[dimension] = at - Math.Floor(at);
        }

        ReadOnlySpan<int> ranks = [.. Ranks.Where(rank => rank <= MaxDrawnRank)];
        var scaling = FrequencyScaling ?? (place[0] < 0.5 ? 1 : 0.5);
        var (low, high) = RegularizationAt(scaling);
        return new AlsSetting(
            Rank ?? ranks[(int)(place[1] * ranks.Length)],
            Regularization ?? Rounded(Between(low, high, place[2])),
            UnobservedWeight ?? Rounded(Between(MinUnobserved, MaxUnobserved, place[3])),
            scaling);
    }

    /// <summary>Draw n near a setting.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="n">Number of the draw, from 0: the larger, the nearer.</param>
    /// <param name="best">The setting.</param>
    public AlsSetting DrawNear(int seed, int n, AlsSetting best)
    {
        var random = new SplitMix64(~seed, n);
        var step = FirstStep * Math.Pow(StepRatio, n);
        var (toRank, toLambda, toUnobserved) = (random.NextDouble(), Normal(ref random), Normal(ref random));
        return new AlsSetting(
            Rank ?? Beside(best.Rank, toRank),
            Regularization ?? Rounded(best.Regularization * Math.Exp(step * toLambda)),
            UnobservedWeight ?? Rounded(best.UnobservedWeight * Math.Exp(step * toUnobserved)),
            best.FrequencyScaling);
    }

    /// <summary>The next rank up in two draws of five, the next one down in one, else the same.</summary>
    private int Beside(int rank, double draw)
    {
        var (lower, higher) = (Ranks.LastOrDefault(other => other < rank), Ranks.FirstOrDefault(other => other > rank));
        return draw < 0.4 && higher > 0 ? higher : draw >= 0.8 && lower > 0 ? lower : rank;
    }

    private static (double Low, double High) RegularizationAt(double scaling)
    {
        var factor = Math.Pow(HalfOverOne, 2 * (1 - scaling));
        return (MinAtOne * factor, MaxAtOne * factor);
    }

    private static double Between(double low, double high, double place) =>
        low * Math.Exp(place * Math.Log(high / low));

    /// <summary>Sum of twelve uniform numbers less six: the same bits on every platform.</summary>
    private static double Normal(ref SplitMix64 random)
    {
        var sum = -6.0;
        for (var term = 0; term < 12; term++)
            sum += random.NextDouble();
        return sum;
    }

    /// <summary>Three digits: what is shown is what ran.</summary>
    private static double Rounded(double value) => double.Parse(
        value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
