namespace Ayni.GrainInterfaces.Users;

/// <summary>What to recommend.</summary>
[GenerateSerializer, Immutable, Alias("ayni.recommendation-request")]
public sealed record RecommendationRequest
{
    /// <summary>Most products one answer can hold.</summary>
    public const int MaxCount = 500;

    /// <summary>Products wanted. <value>Default 10; range 1 to 500.</value></summary>
    [Id(0)] public int Count { get; init; } = 10;

    /// <summary>Only this category (exact, or a path that starts with it and " &gt; "); null for all.</summary>
    [Id(1)] public string? Category { get; init; }

    /// <summary>Leave out what the shopper already bought or rated. <value>Default true.</value></summary>
    [Id(2)] public bool ExcludeSeen { get; init; } = true;

    /// <summary>Lowest price, inclusive; products without a price are left out where a bound is given.</summary>
    [Id(3)] public decimal? MinPrice { get; init; }

    /// <summary>Highest price, inclusive.</summary>
    [Id(4)] public decimal? MaxPrice { get; init; }

    /// <summary>Also say which past interactions led to each product.</summary>
    [Id(5)] public bool Explain { get; init; }
}
