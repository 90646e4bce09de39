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
        var users = new Dictionary<string, UserHistory>(StringComparer.Ordinal);
        var products = new Dictionary<string, ProductHistory>(StringComparer.Ordinal);
        var rows = log.ByTime;
        for (var start = 0; start < rows.Count;)
        {
            var end = start;
            for (; end < rows.Count && IsSameInstant(rows[start], rows[end]); end++)
            {
                var interaction = rows[end].Interaction;
                var user = Get(users, interaction.UserId, () => new UserHistory { Cuts = log.Cuts });
                var product = Get(products, interaction.ProductId!, static () => new ProductHistory());
                product.Facts ??= log.FactsOf(interaction.ProductId!);
                yield return RowOf(rows[end], user, product, log.Zone);
            }

            for (; start < end; start++)
            {
                var happened = log.EventOf(rows[start]);
                users[rows[start].Interaction.UserId].Apply(happened);
                products[happened.ProductId].Apply(happened);
            }
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

    private static bool IsSameInstant(LoggedInteraction one, LoggedInteraction other) =>
        one.Interaction.Timestamp.ToUnixTimeMilliseconds() == other.Interaction.Timestamp.ToUnixTimeMilliseconds();

    private static T Get<T>(Dictionary<string, T> histories, string id, Func<T> make)
    {
        if (!histories.TryGetValue(id, out var history))
            histories.Add(id, history = make());
        return history;
    }
}
