namespace Ayni.Recommenders;

/// <summary>
/// Options of <see cref="BprRecommender"/>. With the same matrix and options the factors are the same, bit for bit.
/// </summary>
public sealed record BprOptions
{
    /// <summary>Length of a factor. <value>Default 64; range 1 to 1,024.</value></summary>
    public int Rank { get; init; } = 64;

    /// <summary>Times that every pair is looked at. <value>Default 100; range 1 to 10,000.</value></summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Length of a step along the gradient. <value>Default 0.05; range over 0 to 10.</value></summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>λ of factors and biases, at each step. <value>Default 0.02; range 0 to 10.</value></summary>
    public double Regularization { get; init; } = 0.02;

    /// <summary>
    /// Standard deviation of the first factors × √rank. <value>Default 0.1; range over 0 to 10.</value>
    /// </summary>
    public double InitialScale { get; init; } = 0.1;

    /// <summary>Times that folding in looks at every item of a history. <value>Default 30; range 1 to 10,000.</value>
    /// </summary>
    public int FoldInEpochs { get; init; } = 30;

    /// <summary>Seed of first factors, order and sampled items. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public BprOptions Validated()
    {
        Require(nameof(Rank), Rank, Rank is >= 1 and <= 1024, "1 to 1,024");
        Require(nameof(Epochs), Epochs, Epochs is >= 1 and <= 10_000, "1 to 10,000");
        Require(nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 10, "over 0 to 10");
        Require(nameof(Regularization), Regularization, Regularization is >= 0 and <= 10, "0 to 10");
        Require(nameof(InitialScale), InitialScale, InitialScale is > 0 and <= 10, "over 0 to 10");
        Require(nameof(FoldInEpochs), FoldInEpochs, FoldInEpochs is >= 1 and <= 10_000, "1 to 10,000");
        return this;
    }

    private static void Require(string option, object value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
