using System.Numerics;
using System.Runtime.Intrinsics;
using Ayni.Filters.Text;

namespace Ayni.Filters.Selection;

/// <summary>
/// A condition on one text, worked out once for each different text and remembered. For one thread, for one selection.
/// </summary>
/// <param name="words">The texts.</param>
/// <param name="holds">Whether a text meets it; null stands for no text.</param>
internal sealed class CodeTest(Vocabulary words, Func<string?, bool> holds)
{
    private const int WordBits = 64;
    private const byte Unknown = 0;
    private const byte No = 1;

    /// <summary>The highest bit, which a vector gives up at once.</summary>
    private const byte Yes = 0x80;

    /// <summary>A state a text. A text that comes later stands in no row of the table asked.</summary>
    private readonly byte[] _states = new byte[words.End];

    /// <summary>Whether the text of a number meets it.</summary>
    public bool Holds(int code)
    {
        ref var state = ref _states[code];
        if (state == Unknown)
            state = holds(code == Vocabulary.None ? null : words.KeyOf(code)) ? Yes : No;
        return state == Yes;
    }

    /// <summary>The bits of 64 rows: those whose text meets the condition.</summary>
    public ulong Holds(ReadOnlySpan<int> codes)
    {
        Span<byte> states = stackalloc byte[WordBits];
        while (true)
        {
            var table = _states;
            for (var i = 0; i < WordBits; i++)
                states[i] = table[codes[i]];
            var unknown = BitsOf(Vector256.Equals(Half(states, 0), Vector256<byte>.Zero))
                | BitsOf(Vector256.Equals(Half(states, 1), Vector256<byte>.Zero)) << (WordBits / 2);
            if (unknown == 0)
                return BitsOf(Half(states, 0)) | BitsOf(Half(states, 1)) << (WordBits / 2);

            // Met for the first time; once more, as the same text may stand in other rows too.
            for (; unknown != 0; unknown &= unknown - 1)
                _ = Holds(codes[BitOperations.TrailingZeroCount(unknown)]);
        }
    }

    private static Vector256<byte> Half(ReadOnlySpan<byte> states, int half) =>
        Vector256.Create(states.Slice(half * Vector256<byte>.Count, Vector256<byte>.Count));

    private static ulong BitsOf(Vector256<byte> vector) => vector.ExtractMostSignificantBits();
}
