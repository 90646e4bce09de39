using Ayni.Domain.Interactions;
using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Grains.Models;

/// <summary>A shopper's history as neighbour parts take it: what training made of the same interactions.</summary>
public static class ShopperHistory
{
    /// <summary>The history, ascending by item; empty if the shopper met no product that the model knows.</summary>
    /// <param name="artifact">The model.</param>
    /// <param name="interactions">
    /// The shopper's newest, in position order: as many as
    /// <see cref="InteractionWeights.NewestPerUser"/> of the model's options.
    /// </param>
    /// <param name="weights">What each kind of interaction counts; null: as in training.</param>
    public static HistoryEntry[] Of(
        ModelArtifact artifact,
        IReadOnlyList<LoggedInteraction> interactions,
        InteractionWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        ArgumentNullException.ThrowIfNull(interactions);
        var pairs = KnownPairs.Of(artifact, interactions, weights);
        var met = HistoryOrder.OldestFirst(interactions, weights ?? artifact.Options.Weights, artifact.ReferenceTime)
            .Select(row => (
                Item: artifact.IndexOf(row.Interaction.ProductId!),
                SecondsAgo: HistoryOrder.SecondsAgo(row.Interaction, artifact.ReferenceTime)))
            .Where(row => row.Item >= 0)
            .ToArray();
        var ages = ItemAges.Of(
            Array.ConvertAll(met, row => row.Item), Array.ConvertAll(met, row => row.SecondsAgo));
        var history = new HistoryEntry[pairs.Items.Length];
        for (var entry = 0; entry < history.Length; entry++)
        {
            history[entry] = new HistoryEntry(
                pairs.Items[entry], Confidence.Unscaled(pairs.Confidences[entry], pairs.Scale),
                ages[pairs.Items[entry]]);
        }

        return history;
    }
}
