using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Sign-flip permutation test of the mean of paired differences (Fisher 1935; Smucker et al. 2007 for rankings): if the
/// two models were exchangeable, each user's difference could as well have the other sign. Users with no difference
/// change nothing and are left out of the patterns. With n others and 2ⁿ at most the number of permutations all
/// patterns are counted and p is exact; else p = (1 + patterns at least as far from 0) / (1 + permutations).
/// </summary>
public static class PairedTest
{
    /// <summary>Users whose differences under all their sign patterns are summed beforehand.</summary>
    private const int GroupSize = 4;

    private const int Patterns = 1 << GroupSize;

    /// <summary>Patterns drawn by one thread from one stream of random numbers.</summary>
    private const int PatternsPerChunk = 250;

    /// <summary>
    /// A sum nearer to 0 by this part of the differences' sizes still counts as equal: the additions round differently.
    /// </summary>
    private const double Rounding = 1e-12;

    /// <summary>Compares two models on one metric.</summary>
    /// <param name="model">Its users' figures.</param>
    /// <param name="baseline">The figures of the same users.</param>
    /// <param name="metric">What is compared.</param>
    /// <param name="cutoff">K.</param>
    /// <param name="options">Permutations and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">Other users.</exception>
    public static PairedDifference Of(
        UserFigures model, UserFigures baseline, UserMetric metric, int cutoff, SignificanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(baseline);
        RequireSameUsers(model, baseline);
        var (own, other) = (model.Of(metric, cutoff), baseline.Of(metric, cutoff));
        var differences = new double[own.Length];
        for (var user = 0; user < own.Length; user++)
            differences[user] = own[user] - other[user];
        return Of(differences, options);
    }

    /// <summary>Tests differences.</summary>
    /// <param name="differences">One a user; NaN where the metric is not defined.</param>
    /// <param name="options">Permutations and seed; null for the defaults.</param>
    public static PairedDifference Of(ReadOnlySpan<double> differences, SignificanceOptions? options = null)
    {
        options = (options ?? new SignificanceOptions()).Validated();
        var changed = new List<double>();
        var users = 0;
        foreach (var difference in differences)
        {
            if (double.IsNaN(difference))
                continue;
            users++;
            if (difference != 0)
                changed.Add(difference);
        }

        var sum = changed.Sum();
        return new PairedDifference(
            users,
            changed.Count(difference => difference > 0),
            changed.Count(difference => difference < 0),
            users == 0 ? 0 : sum / users,
            PValueOf(changed, options));
    }

    /// <exception cref="ArgumentException">The users differ.</exception>
    internal static void RequireSameUsers(UserFigures model, UserFigures baseline)
    {
        if (!model.Users.SequenceEqual(baseline.Users))
        {
            throw new ArgumentException(
                $"The models were asked for different users ({model.Users.Length} and {baseline.Users.Length}): "
                + "evaluate both on the same split with the same options.",
                nameof(baseline));
        }
    }

    private static double PValueOf(List<double> changed, SignificanceOptions options)
    {
        if (changed.Count == 0)
            return 1;
        var signed = SignedSums(changed);
        var groups = signed.Length / Patterns;
        var observed = 0.0;
        for (var group = 0; group < groups; group++)
            observed += signed[group * Patterns];
        var atLeast = Math.Abs(observed) - (Rounding * changed.Sum(Math.Abs));
        return changed.Count < 31 && 1 << changed.Count <= options.Permutations
            ? Exact(signed, groups, changed.Count, atLeast)
            : Sampled(signed, groups, atLeast, options);
    }

    /// <summary>
    /// Groups × patterns: the sum of a group's differences, bit b of the pattern turning the b-th round.
    /// </summary>
    private static double[] SignedSums(List<double> changed)
    {
        var groups = (changed.Count + GroupSize - 1) / GroupSize;
        var sums = new double[groups * Patterns];
        for (var at = 0; at < sums.Length; at++)
        {
            var (group, pattern) = (at / Patterns, at % Patterns);
            for (var bit = 0; bit < GroupSize && (group * GroupSize) + bit < changed.Count; bit++)
            {
                var difference = changed[(group * GroupSize) + bit];
                sums[at] += (pattern >> bit & 1) == 0 ? difference : -difference;
            }
        }

        return sums;
    }

    private static double Exact(double[] signed, int groups, int count, double atLeast)
    {
        var far = 0;
        for (var pattern = 0; pattern < 1 << count; pattern++)
        {
            var sum = 0.0;
            for (var group = 0; group < groups; group++)
                sum += signed[(group * Patterns) + (pattern >> (group * GroupSize) & (Patterns - 1))];
            far += Math.Abs(sum) >= atLeast ? 1 : 0;
        }

        return (double)far / (1 << count);
    }

    private static double Sampled(double[] signed, int groups, double atLeast, SignificanceOptions options)
    {
        var chunks = (options.Permutations + PatternsPerChunk - 1) / PatternsPerChunk;
        var far = new int[chunks];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
        };
        try
        {
            Parallel.For(0, chunks, parallel, chunk =>
            {
                var random = new SplitMix64(options.Seed, chunk);
                var patterns = Math.Min(PatternsPerChunk, options.Permutations - (chunk * PatternsPerChunk));
                for (var pattern = 0; pattern < patterns; pattern++)
                    far[chunk] += Math.Abs(DrawSum(signed, groups, ref random)) >= atLeast ? 1 : 0;
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return (1.0 + far.Sum()) / (1.0 + options.Permutations);
    }

    private static double DrawSum(double[] signed, int groups, ref SplitMix64 random)
    {
        const int GroupsPerDraw = 64 / GroupSize;
        var sum = 0.0;
        for (var start = 0; start < groups; start += GroupsPerDraw)
        {
            var bits = random.NextUInt64();
            var end = Math.Min(groups, start + GroupsPerDraw);
            for (var group = start; group < end; group++, bits >>= GroupSize)
                sum += signed[(group * Patterns) + (int)(bits & (Patterns - 1))];
        }

        return sum;
    }
}
