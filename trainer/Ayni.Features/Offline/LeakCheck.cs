using System.Runtime.CompilerServices;
using Ayni.Domain.Features;
using Ayni.Domain.Interactions;
using Ayni.Features.Definitions;
using Ayni.Features.Histories;

namespace Ayni.Features.Offline;

/// <summary>
/// Finds values that know what comes after their instant, by working each out again from a log that ends before it.
/// </summary>
public static class LeakCheck
{
    /// <summary>
    /// Values of rows that a log which ends before their instant does not give: none for honest rows.
    /// </summary>
    /// <param name="rows">Rows to check.</param>
    /// <param name="log">The whole log.</param>
    public static IEnumerable<Leak> FindInRows(IEnumerable<EventRow> rows, FeatureLog log)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(log);
        var byUser = log.ByTime.ToLookup(logged => logged.Interaction.UserId, StringComparer.Ordinal);
        var byProduct = log.ByTime.ToLookup(logged => logged.Interaction.ProductId!, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var interaction = row.Logged.Interaction;
            foreach (var leak in FindInRow(row, log, byUser[interaction.UserId], byProduct[interaction.ProductId!]))
                yield return leak;
        }
    }

    /// <summary>The same of a log that is not held in memory: shopper and product of a row are read anew.</summary>
    /// <param name="rows">Rows to check.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="log">The whole log.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<Leak> FindInRowsAsync(
        IEnumerable<EventRow> rows,
        FeatureCatalogue catalogue,
        StoredLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(log);
        foreach (var row in rows)
        {
            var interaction = row.Logged.Interaction;
            var ofUser = await log.OfUserAsync(interaction.UserId, cancellationToken);
            var ofProduct = await log.OfProductAsync(interaction.ProductId!, cancellationToken);
            foreach (var leak in FindInRow(row, catalogue, ofUser, ofProduct))
                yield return leak;
        }
    }

    /// <summary>
    /// Features of shoppers that look past the instant they are asked for: worked out from a history that holds the
    /// future too, they must give what a history without it gives.
    /// </summary>
    /// <param name="definitions">Features to check.</param>
    /// <param name="events">One shopper's.</param>
    /// <param name="instants">Instants to ask for.</param>
    public static IEnumerable<Leak> FindInUsers(
        IReadOnlyList<FeatureDefinition<UserHistory>> definitions,
        IReadOnlyCollection<FeatureEvent> events,
        IEnumerable<DateTimeOffset> instants) =>
        Find(definitions, events, instants, () => new UserHistory(int.MaxValue), (user, t) => user.MoveTo(t),
            (user, happened) => user.Apply(happened));

    /// <summary>The same for features of products.</summary>
    /// <param name="definitions">Features to check.</param>
    /// <param name="events">Those with one product.</param>
    /// <param name="instants">Instants to ask for.</param>
    public static IEnumerable<Leak> FindInProducts(
        IReadOnlyList<FeatureDefinition<ProductHistory>> definitions,
        IReadOnlyCollection<FeatureEvent> events,
        IEnumerable<DateTimeOffset> instants) =>
        Find(definitions, events, instants, () => new ProductHistory(int.MaxValue), (product, t) => product.MoveTo(t),
            (product, happened) => product.Apply(happened));

    private static IEnumerable<Leak> Find<T>(
        IReadOnlyList<FeatureDefinition<T>> definitions,
        IReadOnlyCollection<FeatureEvent> events,
        IEnumerable<DateTimeOffset> instants,
        Func<T> make,
        Action<T, DateTimeOffset> moveTo,
        Action<T, FeatureEvent> apply)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(instants);
        foreach (var instant in instants)
        {
            var (whole, cut) = (make(), make());
            foreach (var happened in events)
            {
                apply(whole, happened);
                if (happened.Milliseconds < instant.ToUnixTimeMilliseconds())
                    apply(cut, happened);
            }

            moveTo(whole, instant);
            moveTo(cut, instant);
            var (given, honest) = (definitions.ValuesOf(whole), definitions.ValuesOf(cut));
            foreach (var leak in Differences(definitions, instant, given, honest))
                yield return leak;
        }
    }

    private static IEnumerable<Leak> FindInRow(
        EventRow row,
        FeatureCatalogue catalogue,
        IEnumerable<LoggedInteraction> ofUser,
        IEnumerable<LoggedInteraction> ofProduct)
    {
        var instant = row.Logged.Interaction.Timestamp;
        var honest = EventFeatures.RowOf(
            row.Logged,
            SnapshotFeatures.UserOf(catalogue, Before(ofUser, instant), instant),
            SnapshotFeatures.ProductOf(
                catalogue, row.Logged.Interaction.ProductId!, Before(ofProduct, instant), instant),
            catalogue.Zone);
        return Differences(EventFeatures.Columns, instant, row.Values, honest.Values);
    }

    private static IEnumerable<LoggedInteraction> Before(
        IEnumerable<LoggedInteraction> rows, DateTimeOffset instant) => rows.TakeWhile(
            logged => logged.Interaction.Timestamp.ToUnixTimeMilliseconds() < instant.ToUnixTimeMilliseconds());

    private static IEnumerable<Leak> Differences(
        IReadOnlyList<FeatureDefinition> definitions,
        DateTimeOffset instant,
        FeatureValue[] given,
        FeatureValue[] honest) =>
        from index in Enumerable.Range(0, definitions.Count)
        where given[index] != honest[index]
        select new Leak(definitions[index].Name, instant, given[index], honest[index]);
}
