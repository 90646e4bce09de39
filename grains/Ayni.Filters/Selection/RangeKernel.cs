using System.Numerics;
using System.Runtime.Intrinsics;

namespace Ayni.Filters.Selection;

/// <summary>Compares a value a row with two bounds, a vector at a time.</summary>
internal static class RangeKernel
{
    private const int WordBits = 64;

    /// <summary>
    /// Sets the bit of every row whose value is between two, both included; the others are cleared. There are 64 values
    /// for each word of bits.
    /// </summary>
    public static void Between<T>(ReadOnlySpan<T> values, T lowest, T highest, Span<ulong> bits)
        where T : struct, INumber<T>
    {
        if (!Vector256<T>.IsSupported)
        {
            BetweenOneByOne(values, lowest, highest, bits);
            return;
        }

        var low = Vector256.Create(lowest);
        var high = Vector256.Create(highest);
        for (var word = 0; word < bits.Length; word++)
        {
            var part = values.Slice(word * WordBits, WordBits);
            var mask = 0UL;
            for (var i = 0; i < WordBits; i += Vector256<T>.Count)
            {
                var vector = Vector256.Create(part[i..]);
                var isBetween = Vector256.GreaterThanOrEqual(vector, low) & Vector256.LessThanOrEqual(vector, high);
                mask |= (ulong)isBetween.ExtractMostSignificantBits() << i;
            }

            bits[word] = mask;
        }
    }

    /// <summary>The same for types that no vector holds.</summary>
    internal static void BetweenOneByOne<T>(ReadOnlySpan<T> values, T lowest, T highest, Span<ulong> bits)
        where T : struct, INumber<T>
    {
        for (var word = 0; word < bits.Length; word++)
        {
            var mask = 0UL;
            for (var i = 0; i < WordBits; i++)
            {
                var value = values[word * WordBits + i];
                mask |= value >= lowest && value <= highest ? 1UL << i : 0;
            }

            bits[word] = mask;
        }
    }
}
