using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;
using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitting;

/// <summary>Learns what categories are encoded by, of all rows and of each fold's others.</summary>
internal static class TargetEncoding
{
    public static FittedTarget Of(
        TargetEncodeStep step, ColumnValues values, double[] target, ColumnValues? groups, int seed)
    {
        var folds = Folds.Of(values.Count, groups, step.Folds, seed);
        var all = new TargetSums();
        var own = Enumerable.Range(0, step.Folds).Select(_ => new TargetSums()).ToArray();
        for (var row = 0; row < values.Count; row++)
        {
            if (double.IsNaN(target[row]))
                continue;
            all.Add(values.CategoryOf(row), target[row]);
            own[folds[row]].Add(values.CategoryOf(row), target[row]);
        }

        var others = own.Select((_, fold) => TargetSums.Of(own.Where((_, other) => other != fold))).ToArray();
        return new FittedTarget(all.Prior, [.. all.Categories(step.Smoothing)])
        {
            OutOfFold =
            [
                .. Enumerable.Range(0, values.Count)
                    .Select(row => others[folds[row]].MeanOf(values.CategoryOf(row), step.Smoothing)),
            ],
        };
    }
}
