using Ayni.GrainInterfaces.Catalog;
using Ayni.Grains.Catalog;
using Ayni.Grains.Following;
using Ayni.Grains.Training;

namespace Ayni.Grains.Hosting;

/// <summary>Options of the grains; the same on every silo of a cluster.</summary>
public sealed record AyniGrainsOptions
{
    /// <summary>Shards of the catalogue.</summary>
    public CatalogShardOptions Shards { get; init; } = new();

    /// <summary>What product grains keep.</summary>
    public ProductGrainOptions Products { get; init; } = new();

    /// <summary>What the silo gives to training.</summary>
    public TrainingHostOptions Training { get; init; } = new();

    /// <summary>
    /// Whether the silo follows the log by itself. <value>Default true.</value> Tests that lose a wake on purpose turn
    /// it off and call <see cref="InteractionTail.PollAsync"/>.
    /// </summary>
    public bool FollowsLog { get; init; } = true;
}
