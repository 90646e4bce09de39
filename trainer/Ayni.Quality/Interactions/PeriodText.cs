using Ayni.Domain.Times;

namespace Ayni.Quality;

/// <summary>Reads periods as people write them.</summary>
public static class PeriodText
{
    /// <summary>Length of a day without a time.</summary>
    private const int DayLength = 10;

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

    private static (DateTimeOffset Instant, bool IsDay)? Instant(string text) =>
        IsoTime.Find(text.AsSpan().Trim()) is { } instant ? (instant, text.Trim().Length == DayLength) : null;

    private static ArgumentException Wrong(string name, string text) => new(
        $"{name} is \"{text}\", which is no period. Write FROM..TO, such as 2011-06-01..2011-08-31 (both days count) "
        + "or 2011-06-01T12:00..2011-06-02T12:00.");
}
