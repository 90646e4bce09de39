using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Options of <see cref="SpectralFilterRecommender"/>.</summary>
public sealed record SpectralFilterOptions
{
    /// <summary>
    /// Singular vectors kept, at most as many as there are users or items.
    /// <value>Default 256; range 1 to 4,096.</value>
    /// </summary>
    public int Rank { get; init; } = 256;

    /// <summary>
    /// How much an active user's edges are scaled down: degree to the power of minus this.
    /// <value>Default 0.35; range 0 to 2.</value>
    /// </summary>
    public double UserExponent { get; init; } = 0.35;

    /// <summary>
    /// How much a popular item's edges are scaled down: degree to the power of minus this.
    /// <value>Default 0.35; range 0 to 2.</value>
    /// </summary>
    public double ItemExponent { get; init; } = 0.35;

    /// <summary>
    /// Response of the filter: a singular direction passes with its singular value to this power. 0 lets all kept ones
    /// pass alike (the ideal low-pass of GF-CF), more of it favours what many share.
    /// <value>Default 0.5; range 0 to 4.</value>
    /// </summary>
    public double Response { get; init; } = 0.5;

    /// <summary>
    /// What popularity gets back in the end: scores are multiplied by the item's degree to the power of this.
    /// <value>Default 0.175; range -2 to 2.</value>
    /// </summary>
    public double OutputExponent { get; init; } = 0.175;

    /// <summary>
    /// How the singular vectors are found. <value>Default: see <see cref="TruncatedSvdOptions"/>.</value>
    /// </summary>
    public TruncatedSvdOptions Svd { get; init; } = new();

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public SpectralFilterOptions Validated()
    {
        Require(nameof(Rank), Rank, Rank is >= 1 and <= 4096, "1 to 4,096");
        Require(nameof(UserExponent), UserExponent, UserExponent is >= 0 and <= 2, "0 to 2");
        Require(nameof(ItemExponent), ItemExponent, ItemExponent is >= 0 and <= 2, "0 to 2");
        Require(nameof(Response), Response, Response is >= 0 and <= 4, "0 to 4");
        Require(nameof(OutputExponent), OutputExponent, OutputExponent is >= -2 and <= 2, "-2 to 2");
        Svd.Validated();
        return this;
    }

    private static void Require(string option, double value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
