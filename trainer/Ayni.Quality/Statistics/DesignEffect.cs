namespace Ayni.Quality;

/// <summary>
/// How many rows count as one, since rows of one shopper are alike: 1 + (m − 1) · ρ (Kish 1965), with m the mean rows
/// of a shopper, weighed by rows, and ρ the intraclass correlation from an analysis of variance (Donner 1986). Taking
/// 100,000 clicks of 300 shoppers for 100,000 independent facts would make every quiet week an alarm.
/// </summary>
public static class DesignEffect
{
    /// <summary>Of numbers.</summary>
    /// <param name="values">One a row, without NaN; ranks rather than values where tails are long.</param>
    /// <param name="clusters">The shopper of each row.</param>
    /// <returns>At least 1.</returns>
    public static double OfNumbers(ReadOnlySpan<double> values, ReadOnlySpan<int> clusters)
    {
        Check(values.Length, clusters.Length);
        var rows = new Dictionary<int, (long Rows, double Sum)>();
        var (sum, squares) = (0.0, 0.0);
        for (var row = 0; row < values.Length; row++)
        {
            var (count, own) = rows.GetValueOrDefault(clusters[row]);
            rows[clusters[row]] = (count + 1, own + values[row]);
            sum += values[row];
            squares += values[row] * values[row];
        }

        var between = rows.Values.Sum(cluster => cluster.Sum * cluster.Sum / cluster.Rows);
        return Of([.. rows.Values.Select(cluster => cluster.Rows)], squares, between, sum * sum / values.Length);
    }

    /// <summary>Of categories, each row a unit vector: the mean over categories, weighed by their variance.</summary>
    /// <param name="categories">Number of each row's category, from 0.</param>
    /// <param name="clusters">The shopper of each row.</param>
    /// <returns>At least 1.</returns>
    public static double OfCategories(ReadOnlySpan<int> categories, ReadOnlySpan<int> clusters)
    {
        Check(categories.Length, clusters.Length);
        var cells = new Dictionary<(int Cluster, int Category), long>();
        var rows = new Dictionary<int, long>();
        var all = new Dictionary<int, long>();
        for (var row = 0; row < categories.Length; row++)
        {
            var cell = (clusters[row], categories[row]);
            cells[cell] = cells.GetValueOrDefault(cell) + 1;
            rows[clusters[row]] = rows.GetValueOrDefault(clusters[row]) + 1;
            all[categories[row]] = all.GetValueOrDefault(categories[row]) + 1;
        }

        var between = cells.Sum(cell => (double)cell.Value * cell.Value / rows[cell.Key.Cluster]);
        var total = all.Values.Sum(count => (double)count * count);
        return Of([.. rows.Values], categories.Length, between, total / categories.Length);
    }

    /// <param name="sizes">Rows of each cluster.</param>
    /// <param name="squares">Σ of squares of all rows.</param>
    /// <param name="between">Σ over clusters of (sum)² / rows.</param>
    /// <param name="mean">(Σ of all)² / rows.</param>
    private static double Of(long[] sizes, double squares, double between, double mean)
    {
        double rows = sizes.Sum();
        var weighed = sizes.Sum(size => (double)size * size) / rows;
        if (sizes.Length < 2 || sizes.Length == rows)
            return sizes.Length < 2 && rows > 1 ? rows : 1;
        var outer = Math.Max(between - mean, 0) / (sizes.Length - 1);
        var inner = Math.Max(squares - between, 0) / (rows - sizes.Length);
        var typical = (rows - weighed) / (sizes.Length - 1);
        var correlation = outer + ((typical - 1) * inner) is > 0 and var spread
            ? Math.Clamp((outer - inner) / spread, 0, 1)
            : 0;
        return 1 + ((weighed - 1) * correlation);
    }

    private static void Check(int rows, int clusters)
    {
        if (rows != clusters || rows == 0)
            throw new ArgumentException($"{rows} rows with {clusters} shoppers. Give each row its shopper.");
    }
}
