namespace Ayni.Recommenders;

/// <summary>Options of <see cref="BlendLearner"/>.</summary>
public sealed record BlendLearningOptions
{
    /// <summary>Best items of each part in a user's pool. <value>Default 100; range 10 to 10,000.</value></summary>
    public int PoolSize { get; init; } = 100;

    /// <summary>Cutoff K of the NDCG that is raised. <value>Default 10; range 1 to 1,000.</value></summary>
    public int Cutoff { get; init; } = 10;

    /// <summary>
    /// Least gain a weight must bring, as a share of the standard error of the gain over the users: what is less is
    /// noise as likely as not. <value>Default 0.5; range 0 to 10.</value>
    /// </summary>
    public double MinGainErrors { get; init; } = 0.5;

    /// <summary>Rounds over the parts from one start. <value>Default 4; range 1 to 100.</value></summary>
    public int MaxRounds { get; init; } = 4;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public BlendLearningOptions Validated()
    {
        OptionRange.Require(nameof(PoolSize), PoolSize, 10, 10_000);
        OptionRange.Require(nameof(Cutoff), Cutoff, 1, 1_000);
        OptionRange.Require(nameof(MinGainErrors), MinGainErrors, 0, 10);
        OptionRange.Require(nameof(MaxRounds), MaxRounds, 1, 100);
        return this;
    }
}
