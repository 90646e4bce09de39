using Ayni.Ranking;

namespace Ayni.Trainer.Reranking;

/// <summary>Options of a <see cref="RerankStudy"/>.</summary>
internal sealed record RerankOptions
{
    /// <summary>Best items of each part in a pool. <value>Default 50; range 10 to 1,000.</value></summary>
    public int PoolSize { get; init; } = 50;

    /// <summary>
    /// Folds of shoppers: each is re-ranked by trees that were grown on the others. <value>Default 5; range 2 to 20.
    /// </value>
    /// </summary>
    public int Folds { get; init; } = 5;

    /// <summary>Cutoff K of NDCG. <value>Default 10; range 1 to 100.</value></summary>
    public int Cutoff { get; init; } = 10;

    /// <summary>How trees are grown.</summary>
    public LambdaMartOptions Trees { get; init; } = new();

    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public RerankOptions Validated()
    {
        Require(nameof(PoolSize), PoolSize, PoolSize is >= 10 and <= 1_000, "10 to 1,000");
        Require(nameof(Folds), Folds, Folds is >= 2 and <= 20, "2 to 20");
        Require(nameof(Cutoff), Cutoff, Cutoff is >= 1 and <= 100, "1 to 100");
        Trees.Validated();
        return this;
    }

    private static void Require(string option, int value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
