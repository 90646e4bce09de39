namespace Ayni.Recommenders;

/// <summary>Options of <see cref="BoughtTogetherPart"/>.</summary>
public sealed record BoughtTogetherOptions
{
    /// <summary>
    /// Least number of different users who had both items in one basket: one chance purchase is no likeness.
    /// <value>Default 3; range 1 to 1,000.</value>
    /// </summary>
    public int MinSupport { get; init; } = 3;

    /// <summary>
    /// How many such users pass before the cosine is half believed. <value>Default 5; range 0 to 1,000,000.</value>
    /// </summary>
    public double Shrinkage { get; init; } = 5;

    /// <summary>
    /// Most different items of a basket; of what a larger one holds nothing says what goes with what.
    /// <value>Default 500; range 2 to 65,536.</value>
    /// </summary>
    public int MaxBasketItems { get; init; } = 500;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public BoughtTogetherOptions Validated()
    {
        OptionRange.Require(nameof(MinSupport), MinSupport, 1, 1_000);
        OptionRange.Require(nameof(Shrinkage), Shrinkage, 0, 1_000_000);
        OptionRange.Require(nameof(MaxBasketItems), MaxBasketItems, 2, 65_536);
        return this;
    }
}
