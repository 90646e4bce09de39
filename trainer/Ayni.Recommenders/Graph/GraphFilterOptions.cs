namespace Ayni.Recommenders;

/// <summary>Options of <see cref="GraphFilter"/>.</summary>
public sealed record GraphFilterOptions
{
    /// <summary>
    /// The low-pass part, of weight 1. <value>Default: see <see cref="SpectralFilterOptions"/>.</value>
    /// </summary>
    public SpectralFilterOptions Spectral { get; init; } = new();

    /// <summary>The neighbourhood part. <value>Default: see <see cref="WalkFilterOptions"/>.</value></summary>
    public WalkFilterOptions Walk { get; init; } = new();

    /// <summary>
    /// Weight of the neighbourhood part, a standard deviation of its scores to one of the low-pass part's.
    /// <value>Default 0.8; range over 0 to 1,000.</value>
    /// </summary>
    public double WalkWeight { get; init; } = 0.8;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public GraphFilterOptions Validated()
    {
        Spectral.Validated();
        Walk.Validated();
        if (!(WalkWeight is > 0 and <= 1000))
        {
            throw new ArgumentOutOfRangeException(
                nameof(WalkWeight), WalkWeight, $"{nameof(WalkWeight)} must be over 0 to 1,000.");
        }

        return this;
    }
}
