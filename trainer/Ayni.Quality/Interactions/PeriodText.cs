using System.Globalization;

namespace Ayni.Quality;

/// <summary>Reads periods as people write them.</summary>
public static class PeriodText
{
    private static readonly string[] Days = ["yyyy-MM-dd"];

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>
    /// Reads <c>FROM..TO</c>: days (<c>2011-06-01..2011-08-31</c>, the last one counts whole) or instants
    /// (<c>2011-06-01T12:00..2011-06-02T12:00</c>, the last one does not count); UTC unless an offset says otherwise.
    /// </summary>
    /// <param name="name">What is read, for the message.</param>
    /// <param name="text">What was written.</param>
    /// <exception cref="ArgumentException">It is no period; says what one looks like.</exception>
    public static Period Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split("..");
        if (parts.Length != 2)
            throw Wrong(name, text);
        var (from, _) = Instant(parts[0]) ?? throw Wrong(name, text);
        var (to, isDay) = Instant(parts[1]) ?? throw Wrong(name, text);
        var end = isDay ? to.AddDays(1) : to;
        return end > from
            ? new Period(from, end)
            : throw new ArgumentException($"{name} is \"{text}\": it ends before it begins. Write FROM..TO.");
    }

    private static (DateTimeOffset Instant, bool IsDay)? Instant(string text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var culture = CultureInfo.InvariantCulture;
        if (DateTimeOffset.TryParseExact(text.Trim(), Days, culture, Styles, out var day))
            return (day, true);
        return DateTimeOffset.TryParseExact(text.Trim(), Instants, culture, Styles, out var instant)
            ? (instant, false)
            : null;
    }

    private static ArgumentException Wrong(string name, string text) => new(
        $"{name} is \"{text}\", which is no period. Write FROM..TO, such as 2011-06-01..2011-08-31 (both days count) "
        + "or 2011-06-01T12:00..2011-06-02T12:00.");
}
