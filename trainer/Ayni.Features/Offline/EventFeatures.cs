using System.Runtime.CompilerServices;
using Ayni.Domain.Interactions;
using Ayni.Features.Definitions;
using Ayni.Features.Histories;

namespace Ayni.Features.Offline;

/// <summary>
/// What was known at each interaction of its shopper, its product and the two: point-in-time features. A row holds what
/// happened strictly before its instant; whatever shares the instant, the other lines of an order too, is in no row of
/// it.
/// </summary>
public static class EventFeatures
{
    /// <summary>The features of a row, in their order.</summary>
    public static IReadOnlyList<FeatureDefinition> Columns { get; } =
        [.. InteractionFeatures.All, .. UserFeatures.All, .. ProductFeatures.All, .. UserProductFeatures.All];

    /// <summary>A row an interaction, in order of time, then position. Reads on as rows are taken.</summary>
    /// <param name="log">Log and catalogue.</param>
    public static IEnumerable<EventRow> Of(FeatureLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var histories = new EventHistories(log);
        foreach (var logged in log.ByTime)
        {
            histories.MoveTo(logged);
            yield return histories.RowOf(logged);
        }
    }

    /// <summary>The same of interactions that are not held in memory.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="byTime">Interactions with a product, in order of time, then position.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<EventRow> OfAsync(
        FeatureCatalogue catalogue,
        IAsyncEnumerable<LoggedInteraction> byTime,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var histories = new EventHistories(catalogue);
        await foreach (var logged in byTime.WithCancellation(cancellationToken))
        {
            histories.MoveTo(logged);
            yield return histories.RowOf(logged);
        }
    }

    /// <summary>The row of an interaction from histories of what came before it.</summary>
    internal static EventRow RowOf(
        LoggedInteraction logged, UserHistory user, ProductHistory product, TimeZoneInfo zone)
    {
        var interaction = logged.Interaction;
        user.MoveTo(interaction.Timestamp);
        product.MoveTo(interaction.Timestamp);
        var pair = new UserProductView(user, interaction.ProductId!, product.Facts);
        return new EventRow(
            logged,
            [
                .. InteractionFeatures.All.ValuesOf(TimeZoneInfo.ConvertTime(interaction.Timestamp, zone)),
                .. UserFeatures.All.ValuesOf(user),
                .. ProductFeatures.All.ValuesOf(product),
                .. UserProductFeatures.All.ValuesOf(pair),
            ]);
    }
}
