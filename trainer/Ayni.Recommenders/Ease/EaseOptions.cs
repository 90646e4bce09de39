namespace Ayni.Recommenders;

/// <summary>Options of <see cref="EaseRecommender"/>.</summary>
public sealed record EaseOptions
{
    /// <summary>
    /// λ, added to the diagonal: the larger, the more pairs must have been met together before one item speaks for
    /// another. <value>Default 200; range over 0 to 1e9.</value>
    /// </summary>
    public double Regularization { get; init; } = 200;

    /// <summary>
    /// A weight counts as weight to this power: 1 as it is, 0 as met or not met. A weight of 0 counts as 0.
    /// <value>Default 0.25; range 0 to 1.</value>
    /// </summary>
    public double WeightExponent { get; init; } = 0.25;

    /// <summary>
    /// Items that are modelled: those that most users met, of equal ones the lower index; nothing is said about the
    /// others. <value>Default 0: all that were met; range 0 to 1,000,000.</value>
    /// </summary>
    public int MaxItems { get; init; }

    /// <summary>
    /// Bytes that the inverse may take; more is refused before the start.
    /// <value>Default 0: three quarters of what the process may use; range 0 or more.</value>
    /// </summary>
    public long MaxMemoryBytes { get; init; }

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public EaseOptions Validated()
    {
        Require(nameof(Regularization), Regularization, Regularization is > 0 and <= 1e9, "over 0 to 1e9");
        Require(nameof(WeightExponent), WeightExponent, WeightExponent is >= 0 and <= 1, "0 to 1");
        Require(nameof(MaxItems), MaxItems, MaxItems is >= 0 and <= 1_000_000, "0 to 1,000,000");
        Require(nameof(MaxMemoryBytes), MaxMemoryBytes, MaxMemoryBytes >= 0, "0 or more");
        return this;
    }

    private static void Require(string option, object value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
