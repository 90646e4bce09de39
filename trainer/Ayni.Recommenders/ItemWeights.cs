using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Weights the entries of a users × items matrix for the comparison of items.</summary>
internal static class ItemWeights
{
    public static CsrMatrix Apply(CsrMatrix matrix, ItemKnnOptions options)
    {
        var itemSums = matrix.ColumnSums();
        var meanSum = itemSums.Sum() / Math.Max(matrix.Columns, 1);
        if (meanSum == 0)
            meanSum = 1;
        var values = new double[matrix.EntryCount];
        for (var user = 0; user < matrix.Rows; user++)
        {
            var rarity = Math.Log(matrix.Columns / (1.0 + matrix.RowLength(user))) + 1;
            for (var entry = matrix.RowStarts[user]; entry < matrix.RowStarts[user + 1]; entry++)
            {
                double value = matrix.Values[entry];
                var length = (1 - options.Bm25B)
                    + (options.Bm25B * itemSums[matrix.ColumnIndices[entry]] / meanSum);
                values[entry] = options.Weighting switch
                {
                    ItemKnnWeighting.TfIdf => Math.Sqrt(value) * rarity,
                    ItemKnnWeighting.Bm25 =>
                        value * (options.Bm25K1 + 1) / (value + (options.Bm25K1 * length)) * rarity,
                    _ => value,
                };
            }
        }

        if (options.Weighting != ItemKnnWeighting.Bm25)
            Normalize(matrix, values);
        return new CsrMatrix(
            matrix.Rows, matrix.Columns, matrix.RowStarts.ToArray(), matrix.ColumnIndices.ToArray(),
            Array.ConvertAll(values, value => (float)value));
    }

    /// <summary>Divides by each item's norm, so that a dot product of two items is their cosine.</summary>
    private static void Normalize(CsrMatrix matrix, double[] values)
    {
        var norms = new double[matrix.Columns];
        for (var entry = 0; entry < values.Length; entry++)
            norms[matrix.ColumnIndices[entry]] += values[entry] * values[entry];
        for (var entry = 0; entry < values.Length; entry++)
        {
            var norm = norms[matrix.ColumnIndices[entry]];
            values[entry] = norm > 0 ? values[entry] / Math.Sqrt(norm) : 0;
        }
    }
}
