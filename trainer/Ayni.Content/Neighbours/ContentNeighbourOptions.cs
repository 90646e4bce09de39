namespace Ayni.Content;

/// <summary>Options of <see cref="ContentNeighbours"/>.</summary>
public sealed record ContentNeighbourOptions
{
    /// <summary>Most neighbours of a product. <value>Default 100; range 1 to 10,000.</value></summary>
    public int Neighbours { get; init; } = 100;

    /// <summary>Least cosine of a neighbour. <value>Default 0.1; over 0 and up to 1.</value></summary>
    public double MinSimilarity { get; init; } = 0.1;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public ContentNeighbourOptions Validated()
    {
        Require(nameof(Neighbours), Neighbours, Neighbours is >= 1 and <= 10_000, "1 to 10,000");
        Require(nameof(MinSimilarity), MinSimilarity, MinSimilarity is > 0 and <= 1, "over 0 and up to 1");
        return this;
    }

    private static void Require(string option, double value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
