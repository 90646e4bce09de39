namespace Ayni.Numerics;

/// <summary>Options of <see cref="TruncatedSvd"/>.</summary>
public sealed record TruncatedSvdOptions
{
    /// <summary>
    /// Multiplications of the start by A·Aᵀ; each one divides the error of a direction by the square of how far its
    /// singular value is from those left out. <value>Default 4; range 0 to 100.</value>
    /// </summary>
    public int Iterations { get; init; } = 4;

    /// <summary>Directions followed besides those asked for. <value>Default 64; range 0 to 1,024.</value></summary>
    public int Oversampling { get; init; } = 64;

    /// <summary>Seed of the start. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public TruncatedSvdOptions Validated()
    {
        Require(nameof(Iterations), Iterations, Iterations is >= 0 and <= 100, "0 to 100");
        Require(nameof(Oversampling), Oversampling, Oversampling is >= 0 and <= 1024, "0 to 1,024");
        return this;
    }

    private static void Require(string option, int value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
