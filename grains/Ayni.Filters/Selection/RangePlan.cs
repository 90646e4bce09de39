using System.Numerics;
using Ayni.Filters.Columns;

namespace Ayni.Filters.Selection;

/// <summary>Those whose value is between two, both included. A missing value stands outside every range.</summary>
internal sealed class RangePlan<T>(int slot, T lowest, T highest) : Plan
    where T : struct, INumber<T>
{
    private const double CostARow = 0.4;

    public override double Cost => CostARow;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        result.Clear();
        if (chunk.Values<T>(slot) is not { } column)
            return;
        if (column.IsUniform)
        {
            if (column[0] >= lowest && column[0] <= highest)
                candidates.CopyTo(result);
            return;
        }

        if (!column.Dense.IsEmpty)
            RangeKernel.Between(column.Dense, lowest, highest, result);
        for (var i = 0; i < column.SparseRows.Length; i++)
        {
            if (column.SparseValues[i] >= lowest && column.SparseValues[i] <= highest)
                result[column.SparseRows[i] / 64] |= 1UL << column.SparseRows[i] % 64;
        }

        for (var i = 0; i < result.Length; i++)
            result[i] &= candidates[i];
    }
}
