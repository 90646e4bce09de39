using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>A question to a catalogue shard.</summary>
[GenerateSerializer, Immutable, Alias("ayni.shard-query")]
public sealed record ShardQuery
{
    /// <summary>Most products one question can ask for.</summary>
    public const int MaxCount = 10_000;

    /// <summary>Model asked.</summary>
    [Id(0)] public required string ModelName { get; init; }

    /// <summary>Its version; null for none: then the popularity is counted from the log.</summary>
    [Id(1)] public string? Version { get; init; }

    /// <summary>Log position the popularity is counted at, where <see cref="Version"/> is null.</summary>
    [Id(2)] public long AsOfPosition { get; init; }

    /// <summary>What to order by.</summary>
    [Id(3)] public required ShardRanking Ranking { get; init; }

    /// <summary>Factor of the question, as long as the model's rank; empty for popularity.</summary>
    [Id(4)] public ImmutableArray<float> Factor { get; init; } = [];

    /// <summary>Products wanted. <value>Range 1 to 10,000.</value></summary>
    [Id(5)] public required int Count { get; init; }

    /// <summary>Only this category, or a path that starts with it and " &gt; "; null for all.</summary>
    [Id(6)] public string? Category { get; init; }

    /// <summary>Lowest price, inclusive; with a bound, products without a price are left out.</summary>
    [Id(7)] public decimal? MinPrice { get; init; }

    /// <summary>Highest price, inclusive.</summary>
    [Id(8)] public decimal? MaxPrice { get; init; }

    /// <summary>Products to leave out.</summary>
    [Id(9)] public ImmutableArray<string> Excluded { get; init; } = [];
}
