namespace Ayni.Recommenders;

/// <summary>
/// Options of <see cref="RecencyWeightedRecommender"/>. The defaults were chosen for ALS, on the validation items of
/// Amazon Beauty.
/// </summary>
public sealed record RecencyWeightedOptions
{
    /// <summary>
    /// When asked, the k-th newest item of a history weighs k^-this. <value>Default 1.4; range 0 to 10.</value>
    /// </summary>
    public double HistoryDecay { get; init; } = 1.4;

    /// <summary>
    /// In the fit, the k-th newest item of a user weighs k^-this. 0 weighs all alike.
    /// <value>Default 0.5; range 0 to 10.</value>
    /// </summary>
    public double FitDecay { get; init; } = 0.5;

    /// <summary>Newest items that an answer looks at. <value>Default 50; range 1 to 1,000.</value></summary>
    public int Window { get; init; } = 50;

    /// <summary>
    /// Exponent of an item's freshness, a factor of its score where that is over 0: how much nearer than usual it
    /// stands to the ends of sequences. <value>Default 1; range 0 to 5.</value>
    /// </summary>
    public double FreshnessExponent { get; init; } = 1;

    /// <summary>
    /// Places that pass before an item's own freshness is believed. <value>Default 20; range 0 to 1,000,000.</value>
    /// </summary>
    public double FreshnessShrinkage { get; init; } = 20;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public RecencyWeightedOptions Validated()
    {
        OptionRange.Require(nameof(HistoryDecay), HistoryDecay, 0, 10);
        OptionRange.Require(nameof(FitDecay), FitDecay, 0, 10);
        OptionRange.Require(nameof(Window), Window, 1, 1_000);
        OptionRange.Require(nameof(FreshnessExponent), FreshnessExponent, 0, 5);
        OptionRange.Require(nameof(FreshnessShrinkage), FreshnessShrinkage, 0, 1_000_000);
        return this;
    }
}
