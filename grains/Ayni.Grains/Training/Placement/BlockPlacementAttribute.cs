using Orleans.Placement;

namespace Ayni.Grains.Training;

/// <summary>
/// Places a grain keyed by <see cref="GrainInterfaces.Training.FactorBlockKey"/> by its block number.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BlockPlacementAttribute() : PlacementAttribute(BlockPlacement.Singleton);
