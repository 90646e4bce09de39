using Ayni.Filters.Columns;

namespace Ayni.Filters.Selection;

/// <summary>Those whose discount is between two shares, both included.</summary>
internal sealed class DiscountPlan(double lowest, double highest) : Plan
{
    private const double CostARow = 0.4;

    public override double Cost => CostARow;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        RangeKernel.Between(chunk.Discounts, lowest, highest, result);
        for (var i = 0; i < result.Length; i++)
            result[i] &= candidates[i];
    }
}
