using System.Numerics;
using System.Runtime.Intrinsics;
using Ayni.Filters;

namespace Ayni.Grains.Answering;

/// <summary>
/// What numbers by row say of the 64 rows of one word of a <see cref="RowSet"/>, sixteen at a time. Pure.
/// </summary>
internal static class RowWords
{
    /// <summary>Rows of a word.</summary>
    public const int Rows = 64;

    /// <summary>A bit for each of up to 64 numbers: it is not under <paramref name="least"/>, nor NaN.</summary>
    public static ulong AtLeast(ReadOnlySpan<float> numbers, float least)
    {
        var bits = 0UL;
        if (numbers.Length == Rows)
        {
            var bound = Vector512.Create(least);
            for (var at = 0; at < Rows; at += Vector512<float>.Count)
            {
                bits |= Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(in numbers[at]), bound)
                    .ExtractMostSignificantBits() << at;
            }

            return bits;
        }

        for (var at = 0; at < numbers.Length; at++)
            bits |= numbers[at] >= least ? 1UL << at : 0;
        return bits;
    }

    /// <summary>Adds the product of a factor and each of 64 numbers.</summary>
    public static void AddProducts(Span<float> totals, float factor, ReadOnlySpan<float> numbers)
    {
        var factors = Vector512.Create(factor);
        for (var at = 0; at < Rows; at += Vector512<float>.Count)
        {
            var sums = Vector512.LoadUnsafe(in totals[at]) + (factors * Vector512.LoadUnsafe(in numbers[at]));
            sums.StoreUnsafe(ref totals[at]);
        }
    }

    /// <summary>The numbers of the rows of a word, fewer at the end.</summary>
    public static Span<T> Of<T>(Span<T> numbers, int word, int rows) =>
        numbers[(word * Rows)..Math.Min((word + 1) * Rows, rows)];

    /// <summary>The rows in one word of a set whose number is not under <paramref name="least"/>.</summary>
    public static ulong NotUnder(RowSet rows, int word, float[] numbers, float least) =>
        rows.Words[word] is not 0 and var all ? all & AtLeast(Of<float>(numbers, word, rows.Rows), least) : 0;

    /// <summary>The lowest row left of a word, which is taken out of it.</summary>
    public static int Take(int word, ref ulong left)
    {
        var row = (word * Rows) + BitOperations.TrailingZeroCount(left);
        left &= left - 1;
        return row;
    }
}
