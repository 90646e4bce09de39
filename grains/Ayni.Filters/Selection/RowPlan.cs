using System.Numerics;
using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;

namespace Ayni.Filters.Selection;

/// <summary>Those for which an expression holds, worked out row by row: what no column alone can answer.</summary>
internal sealed class RowPlan(Node node, Scope scope, ColumnSource source) : Plan
{
    private const double CostARow = 100;

    public override double Cost => CostARow;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        for (var word = 0; word < result.Length; word++)
        {
            var bits = 0UL;
            for (var rest = candidates[word]; rest != 0; rest &= rest - 1)
            {
                var bit = BitOperations.TrailingZeroCount(rest);
                source.MoveTo(chunk, word * 64 + bit);
                if (node.Holds(scope))
                    bits |= 1UL << bit;
            }

            result[word] = bits;
        }
    }
}
