using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitted;

/// <summary>Encodes categories by their targets in the train part.</summary>
/// <param name="Prior">Mean target: of missing and unknown categories.</param>
/// <param name="Categories">By category, ordinal.</param>
public sealed record FittedTarget(double Prior, IReadOnlyList<CategoryMean> Categories) : FittedStep
{
    /// <summary>What stands behind the name of the column that comes out.</summary>
    internal const string Suffix = "_target";

    /// <summary>Each row of the train part, encoded by the other folds; not stored.</summary>
    internal double[]? OutOfFold { get; init; }

    internal override void Apply(ColumnWork work)
    {
        work.Name += Suffix;
        work.Values = new ColumnValues(work.TrainRows is { } rows ? OfTrain(rows) : OfOthers(work.Values!));
    }

    private double[] OfTrain(IReadOnlyList<int> rows) => OutOfFold is { } encoded
        ? [.. rows.Select(row => encoded[row])]
        : throw new InvalidOperationException("Rows of the train part are encoded only while it is fitted.");

    private double[] OfOthers(ColumnValues values)
    {
        var means = Categories.ToDictionary(mean => mean.Category, mean => mean.Value, StringComparer.Ordinal);
        return
        [
            .. Enumerable.Range(0, values.Count).Select(row => values.CategoryOf(row) is { } category
                ? means.GetValueOrDefault(category, Prior)
                : Prior),
        ];
    }
}
