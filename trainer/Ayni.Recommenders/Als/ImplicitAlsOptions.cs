namespace Ayni.Recommenders;

/// <summary>
/// Options of implicit ALS. With the same matrix and options the factors are the same, bit for bit.
/// </summary>
public sealed record ImplicitAlsOptions
{
    /// <summary>Length of a factor. <value>Default 64; range 1 to 1,024.</value></summary>
    public int Rank { get; init; } = 64;

    /// <summary>Sweeps, each a user and an item half-sweep. <value>Default 8; range 1 to 200.</value></summary>
    public int Sweeps { get; init; } = 8;

    /// <summary>Regularisation λ. <value>Default 0.2; range over 0 to 1,000.</value></summary>
    public double Regularization { get; init; } = 0.2;

    /// <summary>Weight α₀ of every pair with target 0. <value>Default 0.2; range over 0 to 10.</value></summary>
    public double UnobservedWeight { get; init; } = 0.2;

    /// <summary>Exponent ν of the frequency scaling of λ. <value>Default 0.5; range 0 to 1.</value></summary>
    public double FrequencyScaling { get; init; } = 0.5;

    /// <summary>
    /// Confidence of an observed pair is this × ln(1 + weight) / ln 2. <value>Default 1; range over 0 to 1,000.</value>
    /// </summary>
    public double ConfidenceScale { get; init; } = 1;

    /// <summary>
    /// Exponent δ by which those who do much count less: the confidences of a user of n pairs are multiplied by
    /// (32 / n)^δ. <value>Default 0; range 0 to 1.</value>
    /// </summary>
    public double ActivityDamping { get; init; }

    /// <summary>
    /// Exponent p of an item's popularity that its scores are multiplied by; the fit does not know it. Over 0 lifts
    /// what is popular, under 0 lowers it; see <see cref="PopularityScale"/>. <value>Default 0; range −1 to 1.</value>
    /// </summary>
    public double PopularityExponent { get; init; }

    /// <summary>
    /// Standard deviation of the first factors × √rank. <value>Default 0.1; range over 0 to 10.</value>
    /// </summary>
    public double InitialScale { get; init; } = 0.1;

    /// <summary>Seed of the first factors. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>How rows are solved. <value>Default <see cref="AlsSolver.Exact"/>.</value></summary>
    public AlsSolver Solver { get; init; } = AlsSolver.Exact;

    /// <summary>
    /// Elements that <see cref="AlsSolver.BlockCoordinate"/> solves together. <value>Default 64; range 1 to 1,024; more
    /// than the rank counts as the rank.</value>
    /// </summary>
    public int BlockSize { get; init; } = 64;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public ImplicitAlsOptions Validated()
    {
        Require(nameof(Rank), Rank, Rank is >= 1 and <= 1024, "1 to 1,024");
        Require(nameof(Sweeps), Sweeps, Sweeps is >= 1 and <= 200, "1 to 200");
        Require(nameof(Regularization), Regularization, Regularization is > 0 and <= 1000, "over 0 to 1,000");
        Require(nameof(UnobservedWeight), UnobservedWeight, UnobservedWeight is > 0 and <= 10, "over 0 to 10");
        Require(nameof(FrequencyScaling), FrequencyScaling, FrequencyScaling is >= 0 and <= 1, "0 to 1");
        Require(nameof(ConfidenceScale), ConfidenceScale, ConfidenceScale is > 0 and <= 1000, "over 0 to 1,000");
        Require(nameof(ActivityDamping), ActivityDamping, ActivityDamping is >= 0 and <= 1, "0 to 1");
        Require(
            nameof(PopularityExponent), PopularityExponent, PopularityExponent is >= -1 and <= 1, "-1 to 1");
        Require(nameof(InitialScale), InitialScale, InitialScale is > 0 and <= 10, "over 0 to 10");
        Require(nameof(Solver), Solver, Enum.IsDefined(Solver), string.Join(", ", Enum.GetNames<AlsSolver>()));
        Require(nameof(BlockSize), BlockSize, BlockSize is >= 1 and <= 1024, "1 to 1,024");
        return this;
    }

    private static void Require(string option, object value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
