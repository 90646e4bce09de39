using System.Globalization;

namespace Ayni.Storage.Postgres;

/// <summary>
/// A grain's key out of the parts that Orleans' AdoNet provider makes of it: a text, or the two halves of a GUID, or a
/// number in the second half. Several keys give the same parts: <c>7</c> and <c>007</c>, <c>abc</c> and <c>ABC</c>.
/// </summary>
internal static class AdoNetGrainKey
{
    /// <summary>Longest spelling of a number that is looked for: 32 digits are a GUID.</summary>
    private const int MaxDigits = 31;

    /// <summary>The keys that give these parts, as Orleans writes it first.</summary>
    public static IReadOnlyList<string> Spellings(string text, long first, long second)
    {
        if (text.Length > 0 && first == 0 && second == 0)
            return [text];
        var suffix = text.Length > 0 ? "+" + text : "";
        var digits = first == 0
            ? second.ToString("X", CultureInfo.InvariantCulture)
            : GuidOf(first, second).ToString("N", CultureInfo.InvariantCulture);
        var lengths = first == 0 ? Enumerable.Range(digits.Length, MaxDigits + 1 - digits.Length) : [digits.Length];
        return [.. lengths.Select(length => digits.PadLeft(length, '0'))
            .SelectMany(spelling => new[] { spelling, spelling.ToLowerInvariant(), spelling.ToUpperInvariant() })
            .Distinct()
            .Select(spelling => spelling + suffix)];
    }

    private static Guid GuidOf(long first, long second)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, first);
        BitConverter.TryWriteBytes(bytes[sizeof(long)..], second);
        return new Guid(bytes);
    }
}
