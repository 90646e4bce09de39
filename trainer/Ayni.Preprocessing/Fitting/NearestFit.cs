using Ayni.Numerics;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;

namespace Ayni.Preprocessing.Fitting;

/// <summary>Draws the rows that neighbours are looked for among.</summary>
internal static class NearestFit
{
    public static FittedNearest Of(
        ImputeStep step,
        string column,
        double[] numbers,
        IReadOnlyDictionary<string, double[]> companions,
        double[]? origins,
        bool indicator,
        int seed)
    {
        // A column is never near by itself: it is missing where it is asked for.
        var by = step.By!.Where(name => name != column).ToArray();
        if (by.Length == 0)
            throw new ArgumentException($"impute k_nearest: by names {column} alone, the column to be filled.");
        NearColumn[] columns = [.. by.Select(name => Spread.MomentsOf(companions[name]) is var (mean, deviation)
            ? new NearColumn(name, mean, deviation)
            : new NearColumn(name, 0, 0))];
        NearRow[] rows =
        [
            .. Enumerable.Range(0, numbers.Length).Where(row => !double.IsNaN(numbers[row]))
                .OrderBy(row => new SplitMix64(seed, row).NextUInt64())
                .Take(step.ReferenceRows).Order()
                .Select(row => new NearRow(
                    [.. columns.Select(near => Known(near, companions, row))], numbers[row],
                    origins is null || double.IsNaN(origins[row]) ? null : (long)origins[row])),
        ];
        return new FittedNearest(columns, step.K, rows, Spread.MomentsOf(numbers)?.Mean, indicator);
    }

    private static double? Known(NearColumn near, IReadOnlyDictionary<string, double[]> companions, int row) =>
        near.Standardize(companions[near.Name][row]) is var number && double.IsNaN(companions[near.Name][row])
            ? null
            : number;
}
