using Ayni.Domain.Catalog;

namespace Ayni.Quality;

/// <summary>The products whose share of shoppers rose and fell most.</summary>
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
        var names = products.ToDictionary(product => product.ProductId, product => product.Name, StringComparer.Ordinal);
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
            var (pairs, users) = (new HashSet<(int, int)>(), new HashSet<int>());
            var counts = new double[rows.ProductIds.Count];
            foreach (var row in rows.Rows)
            {
                if (row.Product < 0 || !period.Contains(row.TimeMs))
                    continue;
                users.Add(row.User);
                counts[row.Product] += pairs.Add((row.User, row.Product)) ? 1 : 0;
            }

            return Array.ConvertAll(counts, count => count / Math.Max(users.Count, 1));
        }
    }
}
