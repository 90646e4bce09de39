namespace Ayni.Recommenders;

/// <summary>
/// Options of <see cref="NextBasketRecommender"/>. The defaults were chosen on the validation baskets of Ta-Feng: each
/// user's last one of the history.
/// </summary>
public sealed record NextBasketOptions
{
    /// <summary>
    /// In the user's own share, an item bought k baskets ago counts k^-this. <value>Default 0.6; range 0 to 10.</value>
    /// </summary>
    public double RecencyDecay { get; init; } = 0.6;

    /// <summary>
    /// Exponent of <see cref="RepeatRates"/> in the own share; 0 leaves them out.
    /// <value>Default 1; range 0 to 5.</value>
    /// </summary>
    public double RepeatExponent { get; init; } = 1;

    /// <summary>
    /// Baskets that pass before an item's own repeat rate is believed. <value>Default 20; range 1 to 1,000,000.</value>
    /// </summary>
    public double RepeatShrinkage { get; init; } = RepeatRates.DefaultShrinkage;

    /// <summary>
    /// Share of the own score that an item loses while it is not due by its own interval; 0 leaves time out.
    /// <value>Default 0: Ta-Feng has no times; range 0 to 1.</value>
    /// </summary>
    public double DueShare { get; init; }

    /// <summary>
    /// Weight of what usually comes in the baskets after the user's items.
    /// <value>Default 0.3; range 0 to 1,000.</value>
    /// </summary>
    public double AffinityShare { get; init; } = 0.3;

    /// <summary>
    /// In that share, a purchase k baskets ago counts k^-this. <value>Default 0.5; range 0 to 10.</value>
    /// </summary>
    public double AffinityDecay { get; init; } = 0.5;

    /// <summary>Items kept of each item's affinities. <value>Default 200; range 1 to 100,000.</value></summary>
    public int AffinityItems { get; init; } = 200;

    /// <summary>
    /// Weight of the mean basket history of the most similar users. <value>Default 4; range 0 to 1,000.</value>
    /// </summary>
    public double NeighbourShare { get; init; } = 4;

    /// <summary>Similar users that count. <value>Default 300; range 1 to 100,000.</value></summary>
    public int Neighbours { get; init; } = 300;

    /// <summary>
    /// In users' similarity and mean, a purchase k baskets ago counts k^-this.
    /// <value>Default 0.5; range 0 to 10.</value>
    /// </summary>
    public double NeighbourDecay { get; init; } = 0.5;

    /// <summary>Weight of popularity, whose largest is 1. <value>Default 0.2; range 0 to 1,000.</value></summary>
    public double PopularityShare { get; init; } = 0.2;

    /// <summary>
    /// In popularity, a purchase k baskets ago counts k^-this: late items of all users count more.
    /// <value>Default 4; range 0 to 10.</value>
    /// </summary>
    public double PopularityDecay { get; init; } = 4;

    /// <summary>Whether only what the user bought before is scored. <value>Default false.</value></summary>
    public bool OwnOnly { get; init; }

    /// <summary>The user's most frequent items, ties by popularity, filled up with popular ones: a baseline.</summary>
    public static NextBasketOptions MostFrequent { get; } = new()
    {
        RecencyDecay = 0,
        RepeatExponent = 0,
        AffinityShare = 0,
        NeighbourShare = 0,
        PopularityShare = 0.5,
        PopularityDecay = 0,
    };

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public NextBasketOptions Validated()
    {
        OptionRange.Require(nameof(RecencyDecay), RecencyDecay, 0, 10);
        OptionRange.Require(nameof(RepeatExponent), RepeatExponent, 0, 5);
        OptionRange.Require(nameof(RepeatShrinkage), RepeatShrinkage, 1, 1_000_000);
        OptionRange.Require(nameof(DueShare), DueShare, 0, 1);
        OptionRange.Require(nameof(AffinityShare), AffinityShare, 0, 1_000);
        OptionRange.Require(nameof(AffinityDecay), AffinityDecay, 0, 10);
        OptionRange.Require(nameof(AffinityItems), AffinityItems, 1, 100_000);
        OptionRange.Require(nameof(NeighbourShare), NeighbourShare, 0, 1_000);
        OptionRange.Require(nameof(Neighbours), Neighbours, 1, 100_000);
        OptionRange.Require(nameof(NeighbourDecay), NeighbourDecay, 0, 10);
        OptionRange.Require(nameof(PopularityShare), PopularityShare, 0, 1_000);
        OptionRange.Require(nameof(PopularityDecay), PopularityDecay, 0, 10);
        return this;
    }
}
