namespace Ayni.Recommenders;

/// <summary>Options of <see cref="WalkFilterRecommender"/>.</summary>
public sealed record WalkFilterOptions
{
    /// <summary>
    /// How much an active user's edges are scaled down: degree to the power of minus this.
    /// <value>Default 0.5; range 0 to 2.</value>
    /// </summary>
    public double UserExponent { get; init; } = 0.5;

    /// <summary>
    /// How much a popular item's edges are scaled down: degree to the power of minus this.
    /// <value>Default 0.5; range 0 to 2.</value>
    /// </summary>
    public double ItemExponent { get; init; } = 0.5;

    /// <summary>
    /// What popularity gets back in the end: scores are multiplied by the item's degree to the power of this.
    /// <value>Default 0.5; range -2 to 2.</value>
    /// </summary>
    public double OutputExponent { get; init; } = 0.5;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public WalkFilterOptions Validated()
    {
        Require(nameof(UserExponent), UserExponent, UserExponent is >= 0 and <= 2, "0 to 2");
        Require(nameof(ItemExponent), ItemExponent, ItemExponent is >= 0 and <= 2, "0 to 2");
        Require(nameof(OutputExponent), OutputExponent, OutputExponent is >= -2 and <= 2, "-2 to 2");
        return this;
    }

    private static void Require(string option, double value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
