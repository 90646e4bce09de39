using System.Runtime.InteropServices;

namespace Ayni.Domain.Interactions;

/// <summary>Sums a user's interactions into one weight a product.</summary>
public static class PairWeights
{
    /// <summary>
    /// Weight of every product the user met with a weight over 0, ordered by product id (ordinal).
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
            if (logged.Interaction.ProductId is not { } productId)
                continue;
            var weight = weights.Of(logged.Interaction, reference);
            if (weight > 0)
                CollectionsMarshal.GetValueRefOrAddDefault(sums, productId, out _) += weight;
        }

        PairWeight[] pairs = [.. sums.Select(pair => new PairWeight(pair.Key, pair.Value))];
        Array.Sort(pairs, static (one, other) => string.CompareOrdinal(one.ProductId, other.ProductId));
        return pairs;
    }
}
