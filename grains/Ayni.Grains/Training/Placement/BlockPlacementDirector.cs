using System.Security.Cryptography;
using System.Text;
using Ayni.GrainInterfaces.Training;
using Orleans.Runtime.Placement;

namespace Ayni.Grains.Training;

/// <summary>
/// Block b of a side goes to silo b modulo their number, in an order of the silos that is the run's own. All blocks
/// are made at one moment, when placement by load still sees empty silos everywhere and puts most of them on one; and
/// drawing silos at random gives one of them the most of few blocks. A block that is active stays where it is when
/// silos come and go: those of a lost silo alone are placed anew, over the others.
/// </summary>
internal sealed class BlockPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(Pick(FactorBlockKey.Parse(target.GrainIdentity.Key.ToString()!), silos));
    }

    /// <summary>The silo of a block; every silo of the cluster picks the same one.</summary>
    /// <param name="block">The block.</param>
    /// <param name="silos">The silos there are, in any order; at least one.</param>
    public static SiloAddress Pick(FactorBlockKey block, IReadOnlyCollection<SiloAddress> silos)
    {
        ArgumentNullException.ThrowIfNull(silos);
        var ordered = silos
            .OrderBy(silo => Rank(block, silo), StringComparer.Ordinal)
            .ThenBy(silo => silo.ToParsableString(), StringComparer.Ordinal)
            .ToArray();
        return ordered[block.Block % ordered.Length];
    }

    /// <summary>Else block 0 of every run, and with it each run of one block, would be the first silo's.</summary>
    private static string Rank(FactorBlockKey block, SiloAddress silo) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{block.Model}/{block.RunId}/{silo.ToParsableString()}")));
}
