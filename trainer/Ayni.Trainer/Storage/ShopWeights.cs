using Ayni.Domain.Interactions;
using Ayni.Grains.Interactions;
using Ayni.Silo.Hosting;
using Ayni.Storage;

namespace Ayni.Trainer.Storage;

/// <summary>What interactions weigh in a shop, for verbs that read its log without a silo.</summary>
internal static class ShopWeights
{
    /// <summary>The shop's own types of interactions, as its silos keep them.</summary>
    public static async Task<TypeWeights> ReadOwnTypesAsync(
        this AyniStorage stores, CancellationToken cancellationToken)
    {
        var stored = await stores.States.FindAsync<InteractionTypesState>(
            new AyniSiloOptions().ServiceId, StoredInteractionTypes.StateName, StoredInteractionTypes.Registry,
            cancellationToken);
        return stored?.Types ?? TypeWeights.Empty;
    }

    /// <summary>Weights with those of the shop's own types, as a run of training has them.</summary>
    /// <param name="stores">The shop.</param>
    /// <param name="asked">Weights of the command line.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<InteractionWeights> WeighAsync(
        this AyniStorage stores, InteractionWeights asked, CancellationToken cancellationToken) =>
        asked.WithOwn(await stores.ReadOwnTypesAsync(cancellationToken));
}
