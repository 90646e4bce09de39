using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Pairs that two matrices of one shape share.</summary>
internal static class PairOverlap
{
    public static int Count(CsrMatrix left, CsrMatrix right)
    {
        var count = 0;
        for (var row = 0; row < left.Rows; row++)
        {
            foreach (var column in right.RowColumns(row))
                count += left.Contains(row, column) ? 1 : 0;
        }

        return count;
    }
}
