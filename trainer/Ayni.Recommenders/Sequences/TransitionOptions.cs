namespace Ayni.Recommenders;

/// <summary>
/// Options of <see cref="TransitionRecommender"/>. The defaults were chosen on the validation items of Amazon Beauty.
/// </summary>
public sealed record TransitionOptions
{
    /// <summary>
    /// Farthest two items of a user can be apart, in positions, and still count as a transition; also the number of
    /// newest items that an answer looks at. <value>Default 50; range 1 to 1,000.</value>
    /// </summary>
    public int Window { get; init; } = 50;

    /// <summary>
    /// A transition over d positions counts d^-this: 0 counts all alike, a large one only direct successors.
    /// <value>Default 1.1; range 0 to 10.</value>
    /// </summary>
    public double DistanceDecay { get; init; } = 1.1;

    /// <summary>
    /// What a transition counts against its direction, as a share of what it counts in it.
    /// <value>Default 0.15; range 0 to 1.</value>
    /// </summary>
    public double BackwardShare { get; init; } = 0.15;

    /// <summary>
    /// Exponent of the length of the history in its items' weights: the k-th newest item counts k^-this.
    /// <value>Default 1; range 0 to 10.</value>
    /// </summary>
    public double HistoryDecay { get; init; } = 1;

    /// <summary>
    /// Exponent of the number of interactions of the item come from, in the denominator. 0 keeps counts, 1 makes
    /// shares.
    /// <value>Default 0.5; range 0 to 1.</value>
    /// </summary>
    public double SourceScaling { get; init; } = 0.5;

    /// <summary>
    /// Exponent of the number of interactions of the item gone to, in the denominator: 0 leaves popular items ahead.
    /// <value>Default 0; range 0 to 1.</value>
    /// </summary>
    public double TargetScaling { get; init; }

    /// <summary>
    /// Added to both numbers of interactions: how many pass before an item's own number is believed.
    /// <value>Default 75; range 0 to 1,000,000.</value>
    /// </summary>
    public double Shrinkage { get; init; } = 75;

    /// <summary>
    /// Exponent of the counts: under 1, a pair seen often counts for less than so many pairs.
    /// <value>Default 0.6; range 0.1 to 2.</value>
    /// </summary>
    public double CountExponent { get; init; } = 0.6;

    /// <summary>
    /// Exponent of the freshness of the item gone to: how much nearer than usual it stands to the ends of sequences.
    /// <value>Default 1; range 0 to 5.</value>
    /// </summary>
    public double FreshnessExponent { get; init; } = 1;

    /// <summary>
    /// Places that pass before an item's own freshness is believed. <value>Default 20; range 0 to 1,000,000.</value>
    /// </summary>
    public double FreshnessShrinkage { get; init; } = 20;

    /// <summary>
    /// What two items of one moment count, as a share of the mean of both directions; where places are moments, nothing
    /// is. <value>Default 1; range 0 to 1.</value>
    /// </summary>
    public double MomentShare { get; init; } = 1;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public TransitionOptions Validated()
    {
        OptionRange.Require(nameof(Window), Window, 1, 1_000);
        OptionRange.Require(nameof(DistanceDecay), DistanceDecay, 0, 10);
        OptionRange.Require(nameof(BackwardShare), BackwardShare, 0, 1);
        OptionRange.Require(nameof(HistoryDecay), HistoryDecay, 0, 10);
        OptionRange.Require(nameof(SourceScaling), SourceScaling, 0, 1);
        OptionRange.Require(nameof(TargetScaling), TargetScaling, 0, 1);
        OptionRange.Require(nameof(Shrinkage), Shrinkage, 0, 1_000_000);
        OptionRange.Require(nameof(CountExponent), CountExponent, 0.1, 2);
        OptionRange.Require(nameof(FreshnessExponent), FreshnessExponent, 0, 5);
        OptionRange.Require(nameof(FreshnessShrinkage), FreshnessShrinkage, 0, 1_000_000);
        OptionRange.Require(nameof(MomentShare), MomentShare, 0, 1);
        return this;
    }
}
