using System.Runtime.InteropServices;

namespace Ayni.Domain.Interactions;

/// <summary>Sums a user's interactions into one weight a product.</summary>
public static class PairWeights
{
    /// <summary>
    /// Weight of every product the user met with a weight over 0, ordered by product id (ordinal). A weight is the
    /// signed sum over what stands of the pair's interactions (<see cref="StandingInteractions"/>). A pair at or below
    /// 0 is left out, and so like one that nobody observed: a confidence below 0 would reward an error, and the normal
    /// equation of a row need no longer be positive definite (Hu, Koren, Volinsky 2008, section 4: c_ui ≥ 1).
    /// </summary>
    /// <param name="interactions">
    /// One user's, in position order: the order of the sums, so that their bits repeat.
    /// </param>
    /// <param name="weights">Type weights and decay.</param>
    /// <param name="reference">Time the decay is measured from; a model keeps its own.</param>
    public static IReadOnlyList<PairWeight> Sum(
        IEnumerable<LoggedInteraction> interactions, InteractionWeights weights, DateTimeOffset reference)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(weights);
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var logged in interactions)
        {
            // Rare, so that nearly every shopper's history is read once and copied never.
            if (StandingInteractions.TakesBack(logged.Interaction.Type))
            {
                sums.Clear();
                foreach (var standing in StandingInteractions.Of([.. interactions]))
                    Add(standing.Interaction, weights, reference, sums);
                break;
            }

            Add(logged.Interaction, weights, reference, sums);
        }

        PairWeight[] pairs =
        [
            .. sums.Where(pair => pair.Value > 0).Select(pair => new PairWeight(pair.Key, pair.Value)),
        ];
        Array.Sort(pairs, static (one, other) => string.CompareOrdinal(one.ProductId, other.ProductId));
        return pairs;
    }

    private static void Add(
        Interaction interaction, InteractionWeights weights, DateTimeOffset reference, Dictionary<string, double> sums)
    {
        if (interaction.ProductId is not { } productId)
            return;
        var weight = weights.Of(interaction, reference);
        if (weight != 0)
            CollectionsMarshal.GetValueRefOrAddDefault(sums, productId, out _) += weight;
    }
}
