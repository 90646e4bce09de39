using System.Numerics;
using Ayni.Filters.Columns;

namespace Ayni.Filters.Selection;

/// <summary>Those whose text meets a condition.</summary>
internal sealed class TextPlan(int slot, CodeTest test) : Plan
{
    private const double CostARow = 1;

    /// <summary>Up to so many of 64 candidates are asked one by one.</summary>
    private const int MaxOneByOne = 12;

    public override double Cost => CostARow;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        var column = chunk.Values<int>(slot);
        if (column is null || column.IsUniform)
        {
            if (test.Holds(column?[0] ?? Text.Vocabulary.None))
                candidates.CopyTo(result);
            else
                result.Clear();
            return;
        }

        Span<int> expanded = stackalloc int[column.Dense.IsEmpty ? Chunk.Rows : 0];
        if (column.Dense.IsEmpty)
            column.CopyTo(expanded);
        var codes = column.Dense.IsEmpty ? expanded : column.Dense;
        for (var i = 0; i < result.Length; i++)
            result[i] = HoldsOf(codes.Slice(i * 64, 64), candidates[i]);
    }

    private ulong HoldsOf(ReadOnlySpan<int> codes, ulong candidates)
    {
        if (BitOperations.PopCount(candidates) > MaxOneByOne)
            return candidates & test.Holds(codes);
        var bits = 0UL;
        for (var rest = candidates; rest != 0; rest &= rest - 1)
        {
            var bit = BitOperations.TrailingZeroCount(rest);
            bits |= test.Holds(codes[bit]) ? 1UL << bit : 0;
        }

        return bits;
    }
}
