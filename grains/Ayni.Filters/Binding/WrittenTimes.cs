using System.Buffers;
using System.Globalization;

namespace Ayni.Filters.Binding;

/// <summary>Moments and durations as they are written in filters.</summary>
internal static class WrittenTimes
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private static readonly (string Name, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
    ];

    /// <summary>
    /// Ticks of UTC of a day or a moment of RFC 3339, in UTC where it says no offset; null if it is neither.
    /// </summary>
    public static long? MomentOf(string text) =>
        DateTimeOffset.TryParseExact(
            text.Trim(),
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment)
            ? moment.UtcTicks
            : null;

    /// <summary>
    /// Ticks of numbers with units, the whole of which may be negative; null if it is something else.
    /// </summary>
    public static long? DurationOf(string text)
    {
        var rest = text.AsSpan().Trim();
        var isNegative = rest.StartsWith("-");
        if (isNegative)
            rest = rest[1..];
        if (rest.IsEmpty)
            return null;
        decimal ticks = 0;
        while (!rest.IsEmpty)
        {
            if (PartOf(ref rest) is not { } part)
                return null;
            ticks += part;
            if (ticks > TimeSpan.MaxValue.Ticks)
                return null;
        }

        return (long)(isNegative ? -ticks : ticks);
    }

    private static decimal? PartOf(ref ReadOnlySpan<char> rest)
    {
        var digits = rest.IndexOfAnyExcept(Digits);
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        if (digits <= 0 || !decimal.TryParse(rest[..digits], Style, CultureInfo.InvariantCulture, out var count))
            return null;

        rest = rest[digits..];
        foreach (var (name, ticks) in Units)
        {
            if (!rest.StartsWith(name, StringComparison.Ordinal))
                continue;
            rest = rest[name.Length..];
            return count > TimeSpan.MaxValue.Ticks ? null : count * ticks;
        }

        return null;
    }
}
