using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;

namespace Ayni.Quality;

/// <summary>Reads what a report is made of from the stores.</summary>
public static class LogRowsReader
{
    private const int PageSize = 10_000;
    private const int ProductPageSize = 1_000;

    /// <summary>Reads the newest rows of the log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="mostRows">Positions read at most, the newest ones; at least 1.</param>
    /// <param name="now">The time, by our clock.</param>
    /// <param name="options">When an event is late.</param>
    /// <param name="progress">Told the rows read, of how many; null: nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<InteractionRows> ReadAsync(
        IReadableLog log,
        long mostRows,
        DateTimeOffset now,
        QualityOptions options,
        Action<long, long>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRows, 1);
        var head = await log.GetHeadAsync(cancellationToken).ConfigureAwait(false);
        var rows = new InteractionRows(now, options.LateAfter);
        var start = Math.Max(head - mostRows, 0);
        for (var position = start; position < head;)
        {
            var page = await log.ReadAsync(position, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var logged in page)
            {
                // What came in meanwhile is for the next report: this one is of one position.
                if (logged.Position <= head)
                    rows.Add(logged);
            }

            if (page.Count == 0)
                break;
            position = page[^1].Position;
            progress?.Invoke(Math.Min(position, head) - start, head - start);
        }

        return rows;
    }

    /// <summary>Reads the whole catalogue, by product id.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Product>> ReadProductsAsync(
        ICatalogStore catalog, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var products = new List<Product>();
        IReadOnlyList<Product> page;
        do
        {
            page = await catalog
                .GetPageAsync(
                    products.Count > 0 ? products[^1].ProductId : null, ProductPageSize, cancellationToken)
                .ConfigureAwait(false);
            products.AddRange(page);
        }
        while (page.Count == ProductPageSize);
        return products;
    }
}
