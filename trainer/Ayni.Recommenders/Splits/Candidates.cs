using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Items that a model can know: those with an entry in train. One bit an item, lowest first.</summary>
public static class Candidates
{
    /// <summary>The bitmap of a users × items matrix.</summary>
    public static ulong[] Of(CsrMatrix train)
    {
        ArgumentNullException.ThrowIfNull(train);
        var bits = new ulong[(train.Columns + 63) / 64];
        foreach (var item in train.ColumnIndices)
            bits[item >> 6] |= 1UL << (item & 63);
        return bits;
    }

    /// <summary>Whether an item's bit is set.</summary>
    public static bool Contains(ReadOnlySpan<ulong> bits, int item) => (bits[item >> 6] >> (item & 63) & 1) != 0;

    /// <summary>Number of bits set.</summary>
    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += System.Numerics.BitOperations.PopCount(word);
        return count;
    }
}
