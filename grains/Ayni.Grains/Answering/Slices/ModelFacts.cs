using System.Collections.Immutable;

namespace Ayni.Grains.Answering;

/// <summary>A product's share of a model: it stays the same as long as the version does.</summary>
[GenerateSerializer, Immutable, Alias("ayni.model-facts")]
internal sealed record ModelFacts
{
    /// <summary>Its index in the whole model.</summary>
    [Id(0)] public required int Item { get; init; }

    /// <summary>Its factor.</summary>
    [Id(1)] public required float[] Factor { get; init; }

    /// <summary>What its inner product is multiplied by.</summary>
    [Id(2)] public float Scale { get; init; }

    /// <summary>Shoppers who met it in training.</summary>
    [Id(3)] public int Shoppers { get; init; }

    /// <summary>Median days between two purchases of it; NaN where too little is known.</summary>
    [Id(4)] public float RepurchaseDays { get; init; }

    /// <summary>One row a neighbour part of the model, in its order; empty where they were not asked for.</summary>
    [Id(5)] public ImmutableArray<NeighbourRow> Neighbours { get; init; } = [];

    /// <summary>How readily it is bought again; 1 is usual.</summary>
    [Id(6)] public float RepeatRate { get; init; } = 1;
}
