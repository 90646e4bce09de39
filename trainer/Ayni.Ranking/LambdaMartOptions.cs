namespace Ayni.Ranking;

/// <summary>Options of <see cref="LambdaMart"/>.</summary>
public sealed record LambdaMartOptions
{
    /// <summary>Most trees. <value>Default 200; range 1 to 5,000.</value></summary>
    public int MaxTrees { get; init; } = 200;

    /// <summary>Leaves of a tree. <value>Default 15; range 2 to 1,024.</value></summary>
    public int Leaves { get; init; } = 15;

    /// <summary>Share of a tree's answer that is taken. <value>Default 0.05; over 0 to 1.</value></summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Fewest candidates of a leaf. <value>Default 100; range 1 to 1,000,000.</value></summary>
    public int MinLeafRows { get; init; } = 100;

    /// <summary>
    /// Penalty on the squares of leaves (LightGBM alone). <value>Default 1; range 0 to 1,000.</value>
    /// </summary>
    public double L2Regularization { get; init; } = 1;

    /// <summary>Cutoff K of the NDCG that says how many trees are kept. <value>Default 10; range 1 to 1,000.</value>
    /// </summary>
    public int Cutoff { get; init; } = 10;

    /// <summary>Seed. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Threads; the trees do not depend on them. LightGBM's spin where they wait, so that on a busy machine more of
    /// them are slower. <value>Default 1; range 1 to 256.</value>
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>What grows the trees. <value>Default automatic.</value></summary>
    public RankingEngine Engine { get; init; }

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public LambdaMartOptions Validated()
    {
        Require(nameof(MaxTrees), MaxTrees, MaxTrees is >= 1 and <= 5_000, "1 to 5,000");
        Require(nameof(Leaves), Leaves, Leaves is >= 2 and <= 1_024, "2 to 1,024");
        Require(nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 1, "over 0 to 1");
        Require(nameof(MinLeafRows), MinLeafRows, MinLeafRows is >= 1 and <= 1_000_000, "1 to 1,000,000");
        Require(nameof(L2Regularization), L2Regularization, L2Regularization is >= 0 and <= 1_000, "0 to 1,000");
        Require(nameof(Cutoff), Cutoff, Cutoff is >= 1 and <= 1_000, "1 to 1,000");
        Require(nameof(Threads), Threads, Threads is >= 1 and <= 256, "1 to 256");
        Require(nameof(Engine), (int)Engine, Enum.IsDefined(Engine), "a known engine");
        return this;
    }

    private static void Require(string option, double value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
