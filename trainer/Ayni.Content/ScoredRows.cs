using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>Rows made one by one, as a matrix.</summary>
internal static class ScoredRows
{
    /// <param name="rows">Entries of each row, ascending by index.</param>
    /// <param name="columns">Columns of the matrix.</param>
    public static CsrMatrix ToMatrix(ScoredIndex[][] rows, int columns)
    {
        var starts = new int[rows.Length + 1];
        for (var row = 0; row < rows.Length; row++)
            starts[row + 1] = checked(starts[row] + rows[row].Length);
        var indices = new int[starts[^1]];
        var values = new float[starts[^1]];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var entry = 0; entry < rows[row].Length; entry++)
                (indices[starts[row] + entry], values[starts[row] + entry]) = rows[row][entry];
        }

        return new CsrMatrix(rows.Length, columns, starts, indices, values);
    }
}
