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

    /// <summary>Whole seconds from an interaction to a reference time; under 0 for one after it.</summary>
    public static int SecondsAgo(Interaction interaction, DateTimeOffset reference) => (int)Math.Clamp(
        Math.Floor((reference - interaction.Timestamp).TotalSeconds), int.MinValue, int.MaxValue);
}
