using System.Runtime.Intrinsics;
using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;

namespace Ayni.Filters.Selection;

/// <summary>Those whose price compares so with their list price.</summary>
internal sealed class MoneyPairPlan(Comparison comparison) : Plan
{
    private const int WordBits = 64;
    private const double CostARow = 1;

    public override double Cost => CostARow;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        result.Clear();
        if (chunk.Values<long>(Slot.Price) is not { } prices || chunk.Values<long>(Slot.ListPrice) is not { } lists)
            return;
        Span<long> expanded = stackalloc long[prices.Dense.IsEmpty ? Chunk.Rows : 0];
        Span<long> expandedLists = stackalloc long[lists.Dense.IsEmpty ? Chunk.Rows : 0];
        var left = Expanded(prices, expanded);
        var right = Expanded(lists, expandedLists);
        for (var word = 0; word < result.Length; word++)
        {
            if (candidates[word] != 0)
                result[word] = candidates[word] & Between(left.Slice(word * WordBits), right.Slice(word * WordBits));
        }

        if (chunk[Slot.OddPrice] is not null || chunk[Slot.OddListPrice] is not null)
            Mend(chunk, candidates, left, right, result);
    }

    private static ReadOnlySpan<long> Expanded(ValueColumn<long> column, Span<long> rows)
    {
        if (!column.Dense.IsEmpty)
            return column.Dense;
        column.CopyTo(rows);
        return rows;
    }

    /// <summary>The bits of 64 rows, as if no amount were odd.</summary>
    private ulong Between(ReadOnlySpan<long> left, ReadOnlySpan<long> right)
    {
        var missing = Vector256.Create(Money.Missing);
        var bits = 0UL;
        for (var i = 0; i < WordBits; i += Vector256<long>.Count)
        {
            var (first, second) = (Vector256.Create(left[i..]), Vector256.Create(right[i..]));
            var isMissing = Vector256.Equals(first, missing) | Vector256.Equals(second, missing);
            bits |= (ulong)Vector256.AndNot(Compared(first, second), isMissing).ExtractMostSignificantBits() << i;
        }

        return bits;
    }

    private Vector256<long> Compared(Vector256<long> left, Vector256<long> right) => comparison switch
    {
        Comparison.Equal => Vector256.Equals(left, right),
        Comparison.Less => Vector256.LessThan(left, right),
        Comparison.LessOrEqual => Vector256.LessThanOrEqual(left, right),
        Comparison.Greater => Vector256.GreaterThan(left, right),
        _ => Vector256.GreaterThanOrEqual(left, right),
    };

    /// <summary>Compares rows with an odd amount as they are.</summary>
    private void Mend(
        Chunk chunk,
        ReadOnlySpan<ulong> candidates,
        ReadOnlySpan<long> left,
        ReadOnlySpan<long> right,
        Span<ulong> result)
    {
        for (var row = 0; row < Chunk.Rows; row++)
        {
            if (left[row] != Money.Odd && right[row] != Money.Odd)
                continue;
            var price = chunk.MoneyOf(row, Slot.Price, Slot.OddPrice);
            var list = chunk.MoneyOf(row, Slot.ListPrice, Slot.OddListPrice);
            var bit = candidates[row / WordBits] & 1UL << row % WordBits;
            var holds = price is { } first && list is { } second && Ranges.Holds(comparison, first.CompareTo(second));
            result[row / WordBits] = holds ? result[row / WordBits] | bit : result[row / WordBits] & ~bit;
        }
    }
}
