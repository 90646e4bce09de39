using Ayni.Domain.Interactions;
using Ayni.Features.Definitions;
using Ayni.Features.Histories;

namespace Ayni.Features.Offline;

/// <summary>
/// What is known of every shopper and product at one instant: what their grains answer for it, for they apply the same
/// interactions in the same order, that of the log.
/// </summary>
public static class SnapshotFeatures
{
    /// <summary>Shoppers with an interaction before the instant, by id.</summary>
    public static IEnumerable<EntityRow> OfUsers(FeatureLog log, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(log);
        foreach (var (id, rows) in Grouped(log, interaction => interaction.UserId))
        {
            var user = UserOf(log, rows, instant);
            if (user.All.Interactions > 0)
                yield return new EntityRow(id, UserFeatures.All.ValuesOf(user));
        }
    }

    /// <summary>Products of the catalogue and of the log, by id.</summary>
    public static IEnumerable<EntityRow> OfProducts(FeatureLog log, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(log);
        var met = Grouped(log, interaction => interaction.ProductId!).ToDictionary(StringComparer.Ordinal);
        foreach (var id in log.CatalogueIds.Union(met.Keys, StringComparer.Ordinal).Order(IdOrder.Comparer))
        {
            var product = ProductOf(log, id, met.GetValueOrDefault(id, []), instant);
            yield return new EntityRow(id, ProductFeatures.All.ValuesOf(product));
        }
    }

    /// <summary>A shopper's history from their interactions, at an instant.</summary>
    internal static UserHistory UserOf(
        FeatureLog log, IEnumerable<LoggedInteraction> rows, DateTimeOffset instant)
    {
        var user = new UserHistory { Cuts = log.Cuts };
        foreach (var logged in rows)
            user.Apply(log.EventOf(logged));
        user.MoveTo(instant);
        return user;
    }

    /// <summary>A product's history from the interactions with it, at an instant.</summary>
    internal static ProductHistory ProductOf(
        FeatureLog log, string productId, IEnumerable<LoggedInteraction> rows, DateTimeOffset instant)
    {
        var product = new ProductHistory { Facts = log.FactsOf(productId) };
        foreach (var logged in rows)
            product.Apply(log.EventOf(logged));
        product.MoveTo(instant);
        return product;
    }

    private static IEnumerable<KeyValuePair<string, IEnumerable<LoggedInteraction>>> Grouped(
        FeatureLog log, Func<Interaction, string> idOf) => log.ByPosition
            .GroupBy(logged => idOf(logged.Interaction), StringComparer.Ordinal)
            .OrderBy(group => group.Key, IdOrder.Comparer)
            .Select(group => KeyValuePair.Create(group.Key, (IEnumerable<LoggedInteraction>)group));
}
