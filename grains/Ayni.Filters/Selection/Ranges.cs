using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;

namespace Ayni.Filters.Selection;

/// <summary>
/// Comparisons as ranges of values, both bounds included; an empty one has its lowest above its highest.
/// </summary>
internal static class Ranges
{
    /// <summary>More days than there are between any two moments.</summary>
    private const long MaxDays = 4_000_000;

    /// <summary>Whether an order of two values is what a comparison asks for.</summary>
    public static bool Holds(Comparison comparison, int order) => comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };

    /// <summary>The comparison with its sides exchanged.</summary>
    public static Comparison Mirror(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };

    /// <summary>The whole numbers that compare so with any number.</summary>
    public static (long Lowest, long Highest) Whole(Comparison comparison, decimal bound, long least, long most)
    {
        var (floor, ceiling) = (Math.Floor(bound), Math.Ceiling(bound));
        (decimal Lowest, decimal Highest) range = comparison switch
        {
            Comparison.Equal => (ceiling, floor),
            Comparison.Less => (least, ceiling - 1),
            Comparison.LessOrEqual => (least, floor),
            Comparison.Greater => (floor + 1, most),
            _ => (ceiling, most),
        };
        return range.Lowest > most || range.Highest < least || range.Lowest > range.Highest
            ? (1, 0)
            : ((long)Math.Max(range.Lowest, least), (long)Math.Min(range.Highest, most));
    }

    /// <summary>The doubles that compare so with one.</summary>
    public static (double Lowest, double Highest) Real(Comparison comparison, double bound) => comparison switch
    {
        Comparison.Equal => (bound, bound),
        Comparison.Less => (double.NegativeInfinity, Math.BitDecrement(bound)),
        Comparison.LessOrEqual => (double.NegativeInfinity, bound),
        Comparison.Greater => (Math.BitIncrement(bound), double.PositiveInfinity),
        _ => (bound, double.PositiveInfinity),
    };

    /// <summary>
    /// The moments whose age in whole days compares so with a number: an age of d days is had by those at least d days
    /// and less than d + 1 before now.
    /// </summary>
    public static (long Lowest, long Highest) Age(Comparison comparison, decimal days, long now)
    {
        var (youngest, oldest) = Whole(comparison, days, -MaxDays, MaxDays);
        if (youngest > oldest)
            return (1, 0);
        var lowest = (Int128)now - (((Int128)oldest + 1) * TimeSpan.TicksPerDay) + 1;
        var highest = (Int128)now - ((Int128)youngest * TimeSpan.TicksPerDay);
        return ((long)Int128.Max(lowest, Moment.Missing + 1), (long)Int128.Min(highest, long.MaxValue));
    }

    /// <summary>The whole numbers whose values compare so with a bound, where the value never falls.</summary>
    public static (long Lowest, long Highest) Rising(
        Comparison comparison, Func<long, double> valueOf, double bound, long least, long most)
    {
        var reaches = First(number => valueOf(number) >= bound, least, most);
        var exceeds = First(number => valueOf(number) > bound, least, most);
        return comparison switch
        {
            Comparison.Equal => (reaches, exceeds - 1),
            Comparison.Less => (least, reaches - 1),
            Comparison.LessOrEqual => (least, exceeds - 1),
            Comparison.Greater => (exceeds, most),
            _ => (reaches, most),
        };
    }

    /// <summary>The first number of which something is true that stays true; one past the last if none.</summary>
    private static long First(Func<long, bool> isTrue, long least, long most)
    {
        var (low, high) = (least, most + 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (isTrue(middle))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
