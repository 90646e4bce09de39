namespace Ayni.Recommenders;

/// <summary>Options of <see cref="ResampledMeans"/> and <see cref="PairedTest"/>.</summary>
public sealed record SignificanceOptions
{
    /// <summary>Bootstrap samples. <value>Default 1,000; range 100 to 100,000.</value></summary>
    public int Resamples { get; init; } = 1_000;

    /// <summary>
    /// Random sign patterns of the paired test. <value>Default 10,000; range 100 to 1,000,000.</value>
    /// </summary>
    public int Permutations { get; init; } = 10_000;

    /// <summary>Confidence of an interval. <value>Default 0.95; range 0.5 to 0.999.</value></summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the samples. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads; the figures do not depend on it. <value>Default 0: one a processor.</value></summary>
    public int Threads { get; init; }

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public SignificanceOptions Validated()
    {
        Require(nameof(Resamples), Resamples, Resamples is >= 100 and <= 100_000, "100 to 100,000");
        Require(nameof(Permutations), Permutations, Permutations is >= 100 and <= 1_000_000, "100 to 1,000,000");
        Require(nameof(Confidence), Confidence, Confidence is >= 0.5 and <= 0.999, "0.5 to 0.999");
        Require(nameof(Threads), Threads, Threads >= 0, "0 or more");
        return this;
    }

    private static void Require(string option, object value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
