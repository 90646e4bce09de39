namespace Ayni.Recommenders;

/// <summary>Options of <see cref="ItemEmbeddings"/>.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>Length of a vector. <value>Default 64; range 2 to 1,024.</value></summary>
    public int Dimensions { get; init; } = 64;

    /// <summary>Farthest two items of a session can be apart. <value>Default 5; range 1 to 100.</value></summary>
    public int Window { get; init; } = 5;

    /// <summary>
    /// Items drawn against each pair (skip-gram), and the shift ln k of the pointwise mutual information.
    /// <value>Default 5; range 1 to 100.</value>
    /// </summary>
    public int Negatives { get; init; } = 5;

    /// <summary>
    /// Exponent of an item's frequency in the draws. <value>Default 0.5; range −1 to 1.</value>
    /// </summary>
    public double NegativeExponent { get; init; } = 0.5;

    /// <summary>Looks at every pair. <value>Default 10; range 1 to 1,000.</value></summary>
    public int Epochs { get; init; } = 10;

    /// <summary>First length of a step; it falls to a hundredth. <value>Default 0.05; over 0 to 1.</value></summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>
    /// Exponent of the age of a shopper's item in their vector: the k-th newest counts k^-this.
    /// <value>Default 1; range 0 to 10.</value>
    /// </summary>
    public double HistoryDecay { get; init; } = 1;

    /// <summary>Seed. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public EmbeddingOptions Validated()
    {
        OptionRange.Require(nameof(Dimensions), Dimensions, 2, 1_024);
        OptionRange.Require(nameof(Window), Window, 1, 100);
        OptionRange.Require(nameof(Negatives), Negatives, 1, 100);
        OptionRange.Require(nameof(NegativeExponent), NegativeExponent, -1, 1);
        OptionRange.Require(nameof(Epochs), Epochs, 1, 1_000);
        OptionRange.Require(nameof(LearningRate), LearningRate, 1e-6, 1);
        OptionRange.Require(nameof(HistoryDecay), HistoryDecay, 0, 10);
        return this;
    }
}
