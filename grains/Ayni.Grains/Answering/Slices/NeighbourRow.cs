namespace Ayni.Grains.Answering;

/// <summary>What one neighbour part says of one product: which it speaks for.</summary>
[GenerateSerializer, Immutable, Alias("ayni.neighbour-row")]
internal sealed record NeighbourRow
{
    /// <summary>Items of the whole model, ascending.</summary>
    [Id(0)] public required int[] Items { get; init; }

    /// <summary>Weight of each.</summary>
    [Id(1)] public required float[] Weights { get; init; }
}
