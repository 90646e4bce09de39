using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;

namespace Ayni.Filters.Selection;

/// <summary>Those with so many texts.</summary>
internal sealed class ListSizePlan(int slot, Comparison comparison, decimal size) : Plan
{
    private const double CostARow = 2;

    public override double Cost => CostARow;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        result.Clear();
        var lists = chunk.Lists(slot);
        for (var row = 0; row < Chunk.Rows; row++)
        {
            decimal length = lists?[row].Length ?? 0;
            if (Ranges.Holds(comparison, length.CompareTo(size)))
                result[row / 64] |= candidates[row / 64] & 1UL << row % 64;
        }
    }
}
