using Ayni.Domain.Interactions;

namespace Ayni.Grains.Training;

/// <summary>
/// The order of a shopper's history, in training as in serving: by the shop's clock, then by position. Only what says
/// something for a product is in it: neither what was taken back, nor what speaks against it, nor a product that in sum
/// weighs nothing.
/// </summary>
internal static class HistoryOrder
{
    /// <summary>Interactions with a product and a weight over 0, oldest first.</summary>
    /// <param name="rows">One shopper's, in position order.</param>
    /// <param name="weights">Type weights and decay.</param>
    /// <param name="reference">Time the decay is measured from.</param>
    public static IEnumerable<LoggedInteraction> OldestFirst(
        IReadOnlyList<LoggedInteraction> rows, InteractionWeights weights, DateTimeOffset reference)
    {
        var kept = StandingInteractions.Of(rows)
            .Where(row => row.Interaction.ProductId is not null && weights.Of(row.Interaction, reference) > 0);
        if (rows.Any(row => weights.IsTaking(row.Interaction)))
        {
            var weighing = PairWeights.Sum(rows, weights, reference).Select(pair => pair.ProductId)
                .ToHashSet(StringComparer.Ordinal);
            kept = kept.Where(row => weighing.Contains(row.Interaction.ProductId!));
        }

        return kept.OrderBy(row => (row.Interaction.Timestamp, row.Position));
    }

    /// <summary>Whole seconds from an interaction to a reference time; under 0 for one after it.</summary>
    public static int SecondsAgo(Interaction interaction, DateTimeOffset reference) => (int)Math.Clamp(
        Math.Floor((reference - interaction.Timestamp).TotalSeconds), int.MinValue, int.MaxValue);
}
