namespace Ayni.Quality;

/// <summary>A column compared.</summary>
public sealed record ColumnReport
{
    /// <summary>Name in snake_case.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required ColumnInfo Info { get; init; }

    /// <summary>"number", "text" or "flag".</summary>
    public required string Kind { get; init; }

    /// <summary>True for texts with an order of their own.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>The reference in figures.</summary>
    public required SampleFacts Reference { get; init; }

    /// <summary>The current period in figures.</summary>
    public required SampleFacts Current { get; init; }

    /// <summary>Tests made.</summary>
    public IReadOnlyList<CheckResult> Checks { get; init; } = [];

    /// <summary>Distances; null of flags and where there is too little to compare.</summary>
    public DistributionFigures? Distribution { get; init; }

    /// <summary>Pictures' numbers; null where there is nothing to show.</summary>
    public Histogram? Histogram { get; init; }

    /// <summary>
    /// Values of the current period that the reference does not know, most frequent first; at most ten.
    /// </summary>
    public IReadOnlyList<string> NewValues { get; init; } = [];

    /// <summary>Why there is no verdict; null: there is one.</summary>
    public string? Undecided { get; init; }

    /// <summary>The worst of its checks.</summary>
    public Severity Severity => Checks.Select(check => check.Severity).DefaultIfEmpty().Max();
}
