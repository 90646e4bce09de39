namespace Ayni.Quality;

/// <summary>A column in one period, in figures.</summary>
public sealed record SampleFacts
{
    /// <summary>Rows, those with a missing value too.</summary>
    public required long Rows { get; init; }

    /// <summary>Independent rows that those with a value are worth, as rows of one shopper are alike.</summary>
    public required double EffectiveRows { get; init; }

    /// <summary>Rows without a value.</summary>
    public required long Missing { get; init; }

    /// <summary>Distinct values.</summary>
    public long? Distinct { get; init; }

    /// <summary>Least number.</summary>
    public double? Min { get; init; }

    /// <summary>Number that 5 % do not exceed.</summary>
    public double? P05 { get; init; }

    /// <summary>Number that half do not exceed.</summary>
    public double? Median { get; init; }

    /// <summary>Number that 95 % do not exceed.</summary>
    public double? P95 { get; init; }

    /// <summary>Largest number.</summary>
    public double? Max { get; init; }

    /// <summary>Mean.</summary>
    public double? Mean { get; init; }

    /// <summary>Standard deviation.</summary>
    public double? Spread { get; init; }

    /// <summary>Share of rows with the flag.</summary>
    public double? Share { get; init; }
}
