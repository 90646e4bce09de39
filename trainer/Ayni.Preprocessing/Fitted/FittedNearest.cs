using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitted;

/// <summary>
/// Fills a missing number with the mean of the k nearest rows of the train part, by Euclidean distance over the columns
/// that both rows have, scaled up to all of them (Dixon 1979, as scikit-learn's KNNImputer). Of equally near rows the
/// first drawn. A row with none of the columns gets the mean of all rows.
/// </summary>
/// <param name="By">Columns that rows are near by.</param>
/// <param name="K">Neighbours.</param>
/// <param name="Rows">Rows of the train part.</param>
/// <param name="Mean">Mean of their values; null: there are none, and values stay missing.</param>
/// <param name="Indicator">Whether a column says where.</param>
public sealed record FittedNearest(
    IReadOnlyList<NearColumn> By, int K, IReadOnlyList<NearRow> Rows, double? Mean, bool Indicator) : FittedStep
{
    internal override IEnumerable<string> Companions => By.Select(column => column.Name);

    internal FittedNearest Without(Func<long, bool> isErased) => this with
    {
        Rows = [.. Rows.Where(row => row.FirstPosition is not { } position || !isErased(position))],
    };

    internal override void Apply(ColumnWork work)
    {
        if (Indicator)
            work.AddMissing();
        var companions = By.Select(column => work.Companion(column.Name)).ToArray();
        var numbers = (double[])work.Values!.Numbers.Clone();
        var rows = Rows.Select(row => row.By.Select(number => number ?? double.NaN).ToArray()).ToArray();
        var own = new double[By.Count];
        for (var row = 0; row < numbers.Length; row++)
        {
            if (!double.IsNaN(numbers[row]))
                continue;
            for (var column = 0; column < own.Length; column++)
                own[column] = By[column].Standardize(companions[column][row]);
            numbers[row] = MeanOfNearest(own, rows);
        }

        work.Values = new ColumnValues(numbers);
    }

    private double MeanOfNearest(double[] own, double[][] rows)
    {
        var nearest = new PriorityQueue<int, (double, int)>(
            Comparer<(double, int)>.Create((one, other) => other.CompareTo(one)));
        for (var row = 0; row < rows.Length; row++)
        {
            var distance = DistanceOf(own, rows[row]);
            if (double.IsNaN(distance))
                continue;
            if (nearest.Count < K)
                nearest.Enqueue(row, (distance, row));
            else
                nearest.EnqueueDequeue(row, (distance, row));
        }

        // Added up in the order of the rows, so that the sum has the same bits.
        return nearest.Count == 0
            ? Mean ?? double.NaN
            : nearest.UnorderedItems.Select(item => item.Element).Order().Sum(row => Rows[row].Value) / nearest.Count;
    }

    private static double DistanceOf(double[] own, double[] other)
    {
        var (sum, known) = (0.0, 0);
        for (var column = 0; column < own.Length; column++)
        {
            var difference = own[column] - other[column];
            if (double.IsNaN(difference))
                continue;
            (sum, known) = (sum + (difference * difference), known + 1);
        }

        return known == 0 ? double.NaN : sum * own.Length / known;
    }
}
