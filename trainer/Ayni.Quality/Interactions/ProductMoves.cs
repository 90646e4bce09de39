using Ayni.Domain.Catalog;

namespace Ayni.Quality;

/// <summary>
/// The products whose share of the interactions rose and fell most. A share of the shoppers would grow with the length
/// of a period.
/// </summary>
internal static class ProductMoves
{
    private const int Most = 5;

    public static IReadOnlyList<ProductMove> Of(
        InteractionRows rows, IReadOnlyList<Product> products, Period reference, Period current)
    {
        var (before, now) = (SharesIn(reference), SharesIn(current));
        var ranked = Enumerable.Range(0, before.Length)
            .OrderByDescending(product => now[product] - before[product])
            .ThenBy(product => rows.ProductIds[product], StringComparer.Ordinal)
            .ToArray();
        var names = products.ToDictionary(
            product => product.ProductId, product => product.Name, StringComparer.Ordinal);
        return
        [
            .. ranked.Take(Most).Where(product => now[product] > before[product])
                .Concat(ranked.TakeLast(Most).Reverse().Where(product => now[product] < before[product]))
                .Select(product => new ProductMove(
                    rows.ProductIds[product], names.GetValueOrDefault(rows.ProductIds[product]), before[product],
                    now[product])),
        ];

        double[] SharesIn(Period period)
        {
            var (counts, sum) = (new double[rows.ProductIds.Count], 0L);
            foreach (var row in rows.Rows)
            {
                if (row.Product < 0 || !period.Contains(row.TimeMs))
                    continue;
                counts[row.Product]++;
                sum++;
            }

            return Array.ConvertAll(counts, count => count / Math.Max(sum, 1));
        }
    }
}
