using Ayni.Domain.Erasures;
using Ayni.GrainInterfaces.Models;

namespace Ayni.Gateway.Models;

/// <summary>What of a model's training was erased since. Upper bounds: not all of it may have counted.</summary>
/// <param name="Shoppers">Shoppers erased.</param>
/// <param name="ShopperShare">Of the shoppers trained on, 0 to 1.</param>
/// <param name="Interactions">Interactions erased.</param>
/// <param name="InteractionShare">Of the interactions trained on, 0 to 1.</param>
public sealed record ErasedShareAnswer(
    long Shoppers, double ShopperShare, long Interactions, double InteractionShare)
{
    /// <summary>The share of a version; null: nothing of it was erased.</summary>
    public static ErasedShareAnswer? From(ModelVersion version, ErasedSince? erased)
    {
        ArgumentNullException.ThrowIfNull(version);
        return erased is null or { Shoppers: 0 } ? null : new ErasedShareAnswer(
            erased.Shoppers,
            Share(erased.Shoppers, version.Users),
            erased.Interactions,
            Share(erased.Interactions, version.Interactions));
    }

    private static double Share(long erased, long all) => all <= 0 ? 1 : Math.Min(1, (double)erased / all);
}
