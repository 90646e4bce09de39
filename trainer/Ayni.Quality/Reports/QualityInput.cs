using Ayni.Domain.Catalog;

namespace Ayni.Quality;

/// <summary>What a report is made of.</summary>
public sealed record QualityInput
{
    /// <summary>When it is made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The log, or its newest part.</summary>
    public required InteractionRows Rows { get; init; }

    /// <summary>The catalogue, by product id.</summary>
    public required IReadOnlyList<Product> Products { get; init; }

    /// <summary>What is compared against; null: chosen by <see cref="PeriodChoice"/>.</summary>
    public Period? Reference { get; init; }

    /// <summary>What is judged; null: chosen by <see cref="PeriodChoice"/>.</summary>
    public Period? Current { get; init; }

    /// <summary>Columns of others: features, a mart's.</summary>
    public IReadOnlyList<QualityColumn> Further { get; init; } = [];

    /// <summary>Lists of the active model.</summary>
    public ListQuality? Lists { get; init; }

    /// <summary>Published versions.</summary>
    public IReadOnlyList<ModelPoint> Models { get; init; } = [];

    /// <summary>What was left out before, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
