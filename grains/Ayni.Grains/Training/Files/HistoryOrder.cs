using Ayni.Domain.Interactions;

namespace Ayni.Grains.Training;

/// <summary>
/// The order of a shopper's history, in training as in serving: by the shop's clock, then by position. Only what says
/// something about preference is in it.
/// </summary>
internal static class HistoryOrder
{
    /// <summary>Interactions with a product and a weight over 0, oldest first.</summary>
    public static IEnumerable<LoggedInteraction> OldestFirst(
        IEnumerable<LoggedInteraction> rows, InteractionWeights weights, DateTimeOffset reference) => rows
        .Where(row => row.Interaction.ProductId is not null && weights.Of(row.Interaction, reference) > 0)
        .OrderBy(row => (row.Interaction.Timestamp, row.Position));
}
