namespace Ayni.Numerics;

/// <summary>
/// Hashes that are the same in every process and on every platform: FNV-1a (Fowler, Noll, Vo 1991). For picking and
/// placing, not against an adversary.
/// </summary>
public static class FnvHash
{
    /// <summary>Hash of nothing, 64 bits: what a longer one starts from.</summary>
    public const ulong Start = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    /// <summary>64-bit hash of a text.</summary>
    /// <param name="text">Any text; each UTF-16 character is one step. Deviation: FNV steps by bytes.</param>
    public static ulong Of(ReadOnlySpan<char> text) => Append(Start, text);

    /// <summary>64-bit hash of what was hashed before and a text after it.</summary>
    /// <param name="hash">Hash so far, or <see cref="Start"/>.</param>
    /// <param name="text">Any text.</param>
    public static ulong Append(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            hash = Append(hash, character);
        return hash;
    }

    /// <summary>64-bit hash of what was hashed before and a number after it, in one step.</summary>
    /// <param name="hash">Hash so far, or <see cref="Start"/>.</param>
    /// <param name="number">Any number.</param>
    public static ulong Append(ulong hash, uint number) => unchecked((hash ^ number) * Prime);
}
