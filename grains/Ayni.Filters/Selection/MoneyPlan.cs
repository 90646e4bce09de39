using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;

namespace Ayni.Filters.Selection;

/// <summary>Those whose price meets a condition: whole ten-thousandths by range, odd amounts one by one.</summary>
internal sealed class MoneyPlan : Plan
{
    private const long MostScaled = (long)Money.MaxScaled * Money.Scale;

    private readonly RangePlan<long> _scaled;
    private readonly int _oddSlot;
    private readonly Func<decimal, bool> _holds;

    private MoneyPlan(int slot, int oddSlot, (long Lowest, long Highest) scaled, Func<decimal, bool> holds)
    {
        _scaled = new RangePlan<long>(slot, scaled.Lowest, scaled.Highest);
        _oddSlot = oddSlot;
        _holds = holds;
    }

    public override double Cost => _scaled.Cost;

    /// <summary>Those that compare so with an amount.</summary>
    public static MoneyPlan Of(int slot, int oddSlot, Comparison comparison, decimal amount)
    {
        // What does not fit is above or below all amounts that do.
        var bounded = Math.Clamp(amount, -Money.MaxScaled - 1, Money.MaxScaled + 1);
        return new MoneyPlan(
            slot,
            oddSlot,
            Ranges.Whole(comparison, bounded * Money.Scale, -MostScaled, MostScaled),
            price => Ranges.Holds(comparison, price.CompareTo(amount)));
    }

    /// <summary>Those that, as doubles, compare so with one.</summary>
    public static MoneyPlan Of(int slot, int oddSlot, Comparison comparison, double amount) => new(
        slot,
        oddSlot,
        Ranges.Rising(comparison, scaled => Money.ToDouble(Money.Unscaled(scaled)), amount, -MostScaled, MostScaled),
        price => Ranges.Holds(comparison, Money.ToDouble(price).CompareTo(amount)));

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        _scaled.Select(chunk, candidates, result);
        if (chunk.Values<decimal>(_oddSlot) is not { } odd)
            return;
        for (var row = 0; row < Chunk.Rows; row++)
        {
            var bit = 1UL << row % 64;
            if ((candidates[row / 64] & bit) != 0 && odd[row] is var price and not Money.NotOdd && _holds(price))
                result[row / 64] |= bit;
        }
    }
}
