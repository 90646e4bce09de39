namespace Ayni.Recommenders.Tests;

public sealed class PairedTestTests
{
    [Fact]
    public void Of_FewDifferences_CountsAllSignPatterns()
    {
        // |±1 ±2 ±4| reaches 7 in two of eight patterns, 5 in four, and every pattern reaches 1.
        Assert.Equal(2 / 8.0, PairedTest.Of([1, 2, 4]).PValue);
        Assert.Equal(4 / 8.0, PairedTest.Of([-1, 2, 4]).PValue);
        Assert.Equal(1, PairedTest.Of([1, 2, -4]).PValue);
        Assert.Equal(2 / 1024.0, PairedTest.Of([.. Enumerable.Repeat(-0.1, 10)]).PValue);
    }

    [Fact]
    public void Of_TiesAndUndefined_CountInTheMeanAsTheyShould()
    {
        var result = PairedTest.Of([0, 3, double.NaN, 0, -1, 2]);
        Assert.Equal((5, 2, 1), (result.Users, result.Better, result.Worse));
        Assert.Equal(4 / 5.0, result.Difference, 1e-12);

        // |±3 ±1 ±2| reaches 4 in four of eight patterns: 6, −6, 4, −4.
        Assert.Equal(0.5, result.PValue);
    }

    [Fact]
    public void Of_NoDifference_IsCertainlyChance()
    {
        Assert.Equal(new PairedDifference(3, 0, 0, 0, 1), PairedTest.Of([0, 0, 0]));
        Assert.Equal(new PairedDifference(0, 0, 0, 0, 1), PairedTest.Of([]));
        Assert.Equal(1, PairedTest.Of([0.1, -0.1]).PValue);
    }

    [Fact]
    public void Of_SampledPatterns_AgreeWithAllPatterns()
    {
        double[] differences = [0.3, -0.2, 0.5, 0.1, 0.4, -0.1, 0.2, 0.6, -0.3, 0.2, 0.1, -0.4, 0.3];
        var exact = PairedTest.Of(differences, new SignificanceOptions { Permutations = 10_000 }).PValue;
        var sampled = PairedTest.Of(differences, new SignificanceOptions { Permutations = 8_000 }).PValue;

        // Thirteen have 8,192 patterns. Standard deviation √(p (1 − p) / 8,000) ≈ 0.0025; five of them.
        Assert.NotEqual(exact, sampled);
        Assert.Equal(exact, sampled, 0.0125);
    }

    [Fact]
    public void Of_AnyThreads_SameP()
    {
        var differences = Differences(0.02, seed: 1);
        var one = PairedTest.Of(differences, new SignificanceOptions { Threads = 1 });
        Assert.Equal(one, PairedTest.Of(differences, new SignificanceOptions { Threads = 3 }));
        Assert.NotEqual(one.PValue, PairedTest.Of(differences, new SignificanceOptions { Seed = 2 }).PValue);
    }

    [Fact]
    public void Of_ClearDifference_HasTheLeastP() => Assert.Equal(
        1 / 10_001.0, PairedTest.Of(Differences(0.5, seed: 1)).PValue, 1e-12);

    [Fact]
    public void Of_NoTrueDifference_IsUnderAFifthInAFifthOfTrials()
    {
        // 200 trials: standard deviation of the share √(0.2 · 0.8 / 200) = 0.028; four of them.
        var options = new SignificanceOptions { Permutations = 500 };
        var under = Enumerable.Range(0, 200).Count(
            trial => PairedTest.Of(Differences(0, seed: 100 + trial), options).PValue < 0.2);
        Assert.InRange(under / 200.0, 0.2 - 0.113, 0.2 + 0.113);
    }

    [Theory]
    [InlineData("Resamples", 99, 1000, 0.9, 0)]
    [InlineData("Permutations", 100, 1_000_001, 0.9, 0)]
    [InlineData("Confidence", 100, 1000, 0.4, 0)]
    [InlineData("Confidence", 100, 1000, 1, 0)]
    [InlineData("Threads", 100, 1000, 0.9, -1)]
    public void Options_OutOfRange_NameTheOption(
        string option, int resamples, int permutations, double confidence, int threads)
    {
        var options = new SignificanceOptions
        {
            Resamples = resamples,
            Permutations = permutations,
            Confidence = confidence,
            Threads = threads,
        };
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(options.Validated).ParamName);
    }

    private static double[] Differences(double mean, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 300).Select(_ => mean + random.NextDouble() - 0.5)];
    }
}
