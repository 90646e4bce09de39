using System.Runtime.CompilerServices;
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

    /// <summary>The same of shoppers whose interactions are not held in memory.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="log">The log.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<EntityRow> OfUsersAsync(
        FeatureCatalogue catalogue,
        StoredLog log,
        DateTimeOffset instant,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        await foreach (var rows in log.ByUserAsync(cancellationToken))
        {
            var user = UserOf(catalogue, rows, instant);
            if (user.All.Interactions > 0)
                yield return new EntityRow(rows[0].Interaction.UserId, UserFeatures.All.ValuesOf(user));
        }
    }

    /// <summary>The same of products whose interactions are not held in memory.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="log">The log.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<EntityRow> OfProductsAsync(
        FeatureCatalogue catalogue,
        StoredLog log,
        DateTimeOffset instant,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(log);
        var products = new Dictionary<string, ProductHistory>(StringComparer.Ordinal);
        foreach (var id in catalogue.CatalogueIds)
            products.Add(id, new ProductHistory { Facts = catalogue.FactsOf(id) });
        await foreach (var logged in log.ByPositionAsync(cancellationToken))
        {
            var happened = catalogue.EventOf(logged);
            if (!products.TryGetValue(happened.ProductId, out var product))
                products.Add(happened.ProductId, product = new ProductHistory());
            product.Apply(happened);
        }

        foreach (var id in products.Keys.Order(IdOrder.Comparer))
        {
            products[id].MoveTo(instant);
            yield return new EntityRow(id, ProductFeatures.All.ValuesOf(products[id]));
        }
    }

    /// <summary>A shopper's history from their interactions, at an instant.</summary>
    internal static UserHistory UserOf(
        FeatureCatalogue catalogue, IEnumerable<LoggedInteraction> rows, DateTimeOffset instant)
    {
        var user = new UserHistory { Cuts = catalogue.Cuts };
        foreach (var logged in rows)
            user.Apply(catalogue.EventOf(logged));
        user.MoveTo(instant);
        return user;
    }

    /// <summary>A product's history from the interactions with it, at an instant.</summary>
    internal static ProductHistory ProductOf(
        FeatureCatalogue catalogue, string productId, IEnumerable<LoggedInteraction> rows, DateTimeOffset instant)
    {
        var product = new ProductHistory { Facts = catalogue.FactsOf(productId) };
        foreach (var logged in rows)
            product.Apply(catalogue.EventOf(logged));
        product.MoveTo(instant);
        return product;
    }

    private static IEnumerable<KeyValuePair<string, IEnumerable<LoggedInteraction>>> Grouped(
        FeatureLog log, Func<Interaction, string> idOf) => log.ByPosition
            .GroupBy(logged => idOf(logged.Interaction), StringComparer.Ordinal)
            .OrderBy(group => group.Key, IdOrder.Comparer)
            .Select(group => KeyValuePair.Create(group.Key, (IEnumerable<LoggedInteraction>)group));
}
