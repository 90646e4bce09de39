namespace Ayni.GrainInterfaces.Training;

/// <summary>
/// Asks a block to solve its rows. The result depends on the block and the other side's factors alone, so the same
/// order given twice, or to another silo, gives the same bits.
/// </summary>
/// <param name="HalfSweep">
/// 0 makes the first product factors; odd numbers solve users, even ones products, each against the one before.
/// </param>
/// <param name="Stores">
/// Whether the factors are to be stored; see <see cref="IFactorBlockGrain.WhenStored"/>. The others are held in memory
/// and made again if they are lost.
/// </param>
/// <param name="KeptFrom">
/// Oldest stored half-sweep that the run may go back to: storing this one deletes what is older. 0 deletes nothing.
/// </param>
[GenerateSerializer, Immutable, Alias("ayni.half-sweep-order")]
public sealed record HalfSweepOrder(
    [property: Id(0)] int HalfSweep,
    [property: Id(1)] bool Stores,
    [property: Id(2)] int KeptFrom = 0);
