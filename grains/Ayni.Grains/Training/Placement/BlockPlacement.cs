namespace Ayni.Grains.Training;

/// <summary>The blocks of a run spread evenly over the silos; see <see cref="BlockPlacementDirector"/>.</summary>
[GenerateSerializer, Immutable, Alias("ayni.block-placement")]
internal sealed class BlockPlacement : PlacementStrategy
{
    /// <summary>The one there is; it has no settings.</summary>
    public static BlockPlacement Singleton { get; } = new();
}
