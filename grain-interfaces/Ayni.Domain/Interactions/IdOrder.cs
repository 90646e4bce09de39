namespace Ayni.Domain.Interactions;

/// <summary>
/// The one order of ids: by the bytes of their UTF-8 form, which is the order of their code points. It is what
/// SQLite's BINARY and PostgreSQL's "C" collation give. <see cref="StringComparer.Ordinal"/> compares UTF-16 units
/// instead and differs where a character above U+FFFF meets one from U+E000 to U+FFFF (an emoji and a full-width
/// letter), so what is ordered by a store and searched in memory uses this comparer.
/// </summary>
public static class IdOrder
{
    private const char FirstSurrogate = '\uD800';
    private const char FirstAfterSurrogates = '\uE000';
    private const int SurrogateBlock = 0x800;

    /// <summary>Compares ids in that order; null comes first.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    /// <summary>Compares two ids; null comes first.</summary>
    /// <returns>Under 0, 0 or over 0.</returns>
    public static int Compare(string? left, string? right)
    {
        if (left is null || right is null)
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);
        return Rank(left[common]).CompareTo(Rank(right[common]));
    }

    // Moves surrogates, which stand for code points above U+FFFF, behind every other UTF-16 unit.
    private static int Rank(char unit) => unit switch
    {
        < FirstSurrogate => unit,
        < FirstAfterSurrogates => unit + 0x2000,
        _ => unit - SurrogateBlock,
    };
}
