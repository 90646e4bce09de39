namespace Ayni.Recommenders;

/// <summary>Options of <see cref="ItemKnnRecommender"/>.</summary>
public sealed record ItemKnnOptions
{
    /// <summary>How entries are weighted. <value>Default <see cref="ItemKnnWeighting.TfIdf"/>.</value></summary>
    public ItemKnnWeighting Weighting { get; init; } = ItemKnnWeighting.TfIdf;

    /// <summary>Most similar items kept for each item. <value>Default 20; range 1 to 10,000.</value></summary>
    public int Neighbours { get; init; } = 20;

    /// <summary>
    /// BM25's k₁, how soon a repeated weight stops to count. <value>Default 1.2; range over 0 to 1,000.</value>
    /// </summary>
    public double Bm25K1 { get; init; } = 1.2;

    /// <summary>BM25's b, how much a long document is discounted. <value>Default 0.75; range 0 to 1.</value></summary>
    public double Bm25B { get; init; } = 0.75;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public ItemKnnOptions Validated()
    {
        Require(nameof(Weighting), Weighting, Enum.IsDefined(Weighting), "one of the defined weightings");
        Require(nameof(Neighbours), Neighbours, Neighbours is >= 1 and <= 10_000, "1 to 10,000");
        Require(nameof(Bm25K1), Bm25K1, Bm25K1 is > 0 and <= 1000, "over 0 to 1,000");
        Require(nameof(Bm25B), Bm25B, Bm25B is >= 0 and <= 1, "0 to 1");
        return this;
    }

    private static void Require(string option, object value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
