namespace Ayni.Grains.Catalog;

/// <summary>A question to the index.</summary>
public sealed record IndexQuery
{
    /// <summary>Most products one question can ask for.</summary>
    public const int MaxCount = 10_000;

    /// <summary>What to order by.</summary>
    public required IndexRanking Ranking { get; init; }

    /// <summary>Factor of the question, as long as the model's rank; empty for popularity.</summary>
    public float[] Factor { get; init; } = [];

    /// <summary>Products wanted. <value>Range 1 to 10,000.</value></summary>
    public int Count { get; init; } = 1;

    /// <summary>What a product must be.</summary>
    public CatalogFilter Filter { get; init; }

    /// <summary>Products to leave out.</summary>
    public IReadOnlyCollection<string> Excluded { get; init; } = [];
}
