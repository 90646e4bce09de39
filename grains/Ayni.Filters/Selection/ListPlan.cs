using System.Numerics;
using Ayni.Filters.Columns;

namespace Ayni.Filters.Selection;

/// <summary>Those of whose texts one, or all, meet a condition.</summary>
internal sealed class ListPlan(int slot, bool isAll, CodeTest test) : Plan
{
    private const double CostARow = 3;

    public override double Cost => CostARow;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        if (chunk.Lists(slot) is not { } lists)
        {
            if (isAll)
                candidates.CopyTo(result);
            else
                result.Clear();
            return;
        }

        for (var word = 0; word < result.Length; word++)
        {
            var bits = 0UL;
            for (var rest = candidates[word]; rest != 0; rest &= rest - 1)
            {
                var bit = BitOperations.TrailingZeroCount(rest);
                if (Holds(lists[word * 64 + bit]))
                    bits |= 1UL << bit;
            }

            result[word] = bits;
        }
    }

    private bool Holds(ReadOnlySpan<int> codes)
    {
        foreach (var code in codes)
        {
            if (test.Holds(code) != isAll)
                return !isAll;
        }

        return isAll;
    }
}
