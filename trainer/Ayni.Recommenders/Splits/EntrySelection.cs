using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>A matrix of the same shape with some of the entries.</summary>
public static class EntrySelection
{
    /// <summary>The entries that are taken, in a matrix of the same shape.</summary>
    /// <param name="matrix">Source.</param>
    /// <param name="include">Told the position of each entry, ascending.</param>
    public static CsrMatrix Of(CsrMatrix matrix, Func<int, bool> include)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(include);
        var starts = new int[matrix.Rows + 1];
        var columns = new List<int>(matrix.EntryCount);
        var values = new List<float>(matrix.EntryCount);
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var entry = matrix.RowStarts[row]; entry < matrix.RowStarts[row + 1]; entry++)
            {
                if (!include(entry))
                    continue;
                columns.Add(matrix.ColumnIndices[entry]);
                values.Add(matrix.Values[entry]);
            }

            starts[row + 1] = columns.Count;
        }

        return new CsrMatrix(matrix.Rows, matrix.Columns, starts, [.. columns], [.. values]);
    }
}
