namespace Ayni.Quality;

/// <summary>What a log and catalogue are like now against before.</summary>
public sealed record QualityReport
{
    /// <summary>When it was made.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>First position of the log that was read.</summary>
    public required long FromPosition { get; init; }

    /// <summary>Last position of the log that was read.</summary>
    public required long ToPosition { get; init; }

    /// <summary>What is compared against.</summary>
    public required PeriodFacts Reference { get; init; }

    /// <summary>What is judged.</summary>
    public required PeriodFacts Current { get; init; }

    /// <summary>The worst of its findings.</summary>
    public required Severity Severity { get; init; }

    /// <summary>True where no column had enough rows: there is no verdict then.</summary>
    public required bool IsUndecided { get; init; }

    /// <summary>The verdict in a sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>What it rests on, in a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>What to know, worst first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Columns compared.</summary>
    public required IReadOnlyList<ColumnReport> Columns { get; init; }

    /// <summary>How much came in, and when.</summary>
    public required VolumeReport Volume { get; init; }

    /// <summary>Products that gained most of the interactions, most first, then those that lost most.</summary>
    public required IReadOnlyList<ProductMove> Moves { get; init; }

    /// <summary>Products in the catalogue.</summary>
    public required int Products { get; init; }

    /// <summary>Defects of the catalogue.</summary>
    public required IReadOnlyList<CatalogueCheck> Catalogue { get; init; }

    /// <summary>Lists that the active model gives; null: not asked for, or no model.</summary>
    public ListQuality? Lists { get; init; }

    /// <summary>Published versions, oldest first.</summary>
    public IReadOnlyList<ModelPoint> Models { get; init; } = [];

    /// <summary>What was left out, and why.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Thresholds.</summary>
    public required QualityOptions Options { get; init; }
}
