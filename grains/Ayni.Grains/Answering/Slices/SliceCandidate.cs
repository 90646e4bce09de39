namespace Ayni.Grains.Answering;

/// <summary>A product that a part of the catalogue found.</summary>
[GenerateSerializer, Immutable, Alias("ayni.slice-candidate")]
internal sealed record SliceCandidate
{
    /// <summary>External id.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Weighted score by each scorer, in their order; NaN where one has nothing to say.</summary>
    [Id(1)] public required float[] Parts { get; init; }

    /// <summary>Sum of the parts, lifted or sunk by the boosters: what it is ordered by.</summary>
    [Id(2)] public float Rank { get; init; }

    /// <summary>Nobody met it yet.</summary>
    [Id(3)] public bool IsNew { get; init; }

    /// <summary>The catalogue holds it.</summary>
    [Id(4)] public bool IsCatalogued { get; init; }

    /// <summary>What it is; null where that was not asked for.</summary>
    [Id(5)] public GatheredProduct? Facts { get; init; }

    /// <summary>Sold-out variant whose score it has; null: it has its own.</summary>
    [Id(6)] public string? StandsInFor { get; init; }

    /// <summary>What that variant is; null where that was not asked for.</summary>
    [Id(7)] public GatheredProduct? StandInFacts { get; init; }
}
