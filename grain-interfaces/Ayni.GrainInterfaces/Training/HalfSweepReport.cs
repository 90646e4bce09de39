using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Training;

/// <summary>What a block did in a half-sweep. The block holds the factors when this is sent.</summary>
/// <param name="HalfSweep">Number of the half-sweep.</param>
/// <param name="FactorsHash">SHA-256 of the block's factors, hex, in a checkpoint; else empty.</param>
/// <param name="ObservedByChunk">Observed part of the loss, a sum for each chunk of rows, in order.</param>
/// <param name="RegularizationByChunk">Regularisation part of the loss of this side, likewise.</param>
/// <param name="UnobservedByChunk">Unobserved part of the loss, likewise.</param>
/// <param name="FromCheckpoint">True if the block had done this half-sweep before and solved nothing now.</param>
[GenerateSerializer, Immutable, Alias("ayni.half-sweep-report")]
public sealed record HalfSweepReport(
    [property: Id(0)] int HalfSweep,
    [property: Id(1)] string FactorsHash,
    [property: Id(2)] ImmutableArray<double> ObservedByChunk,
    [property: Id(3)] ImmutableArray<double> RegularizationByChunk,
    [property: Id(5)] ImmutableArray<double> UnobservedByChunk,
    [property: Id(4)] bool FromCheckpoint);
