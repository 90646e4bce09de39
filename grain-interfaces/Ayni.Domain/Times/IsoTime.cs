namespace Ayni.Domain.Times;

/// <summary>
/// ISO 8601 and nothing else: <c>2026-01-31</c>, <c>2026-01-31T10:00</c>, seconds and their decimals, a blank in place
/// of the T, and <c>Z</c>, <c>+02</c>, <c>+0200</c> or <c>+02:00</c>. A day or a month of one digit, a time without a
/// date, or a slash is none: it may be read in two ways.
/// </summary>
public static class IsoTime
{
    /// <summary>Ticks of a second's last decimal kept.</summary>
    private const int MaxDecimals = 7;

    /// <summary>What to send.</summary>
    public const string Remedy = "Send ISO 8601 such as 2011-12-01 or 2011-12-01T10:15:00-05:00; UTC without an offset";

    /// <summary>The instant, in UTC; without an offset the text is in UTC. Null if it is no ISO 8601.</summary>
    public static DateTimeOffset? Find(ReadOnlySpan<char> text) =>
        TryParse(text, out var time) ? new DateTimeOffset(time.Ticks, TimeSpan.Zero) : null;

    /// <summary>A time with an offset is UTC, one without is unspecified.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime time)
    {
        time = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !Digits(text, 0, 4, out var year)
            || !Digits(text, 5, 2, out var month) || !Digits(text, 8, 2, out var day)
            || year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        time = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        return text.Length == 10 || (text[10] is 'T' or 't' or ' ' && TryTime(text[11..], ref time));
    }

    private static bool TryTime(ReadOnlySpan<char> text, ref DateTime time)
    {
        if (text.Length < 5 || text[2] != ':' || !Digits(text, 0, 2, out var hour) || hour > 23
            || !Digits(text, 3, 2, out var minute) || minute > 59)
            return false;
        var second = 0;
        var ticks = 0L;
        text = text[5..];
        if (text is [':', ..])
        {
            if (!Digits(text, 1, 2, out second) || second > 59)
                return false;
            text = text[3..];
            if (text is ['.' or ',', ..] && !TryDecimals(ref text, out ticks))
                return false;
        }

        time = time.Add(new TimeSpan(hour, minute, second)).AddTicks(ticks);
        return text.Length == 0 || TryOffset(text.TrimStart(), ref time);
    }

    private static bool TryDecimals(ref ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        var at = 1;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            if (at <= MaxDecimals)
                ticks = (ticks * 10) + (text[at] - '0');
        }

        for (var digits = Math.Min(at - 1, MaxDecimals); digits < MaxDecimals; digits++)
            ticks *= 10;
        text = text[at..];
        return at > 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, ref DateTime time)
    {
        if (text is ['Z'] or ['z'])
        {
            time = DateTime.SpecifyKind(time, DateTimeKind.Utc);
            return true;
        }

        if (text.Length is not (3 or 5 or 6) || text[0] is not ('+' or '-') || !Digits(text, 1, 2, out var hours)
            || hours > 14)
            return false;
        var minutes = 0;
        if (text.Length > 3
            && (!Digits(text, text.Length - 2, 2, out minutes) || minutes > 59 || (text.Length == 6 && text[3] != ':')))
            return false;
        var offset = new TimeSpan(hours, minutes, 0);
        if (time.Year is < 2 or > 9998)
            return false;
        time = DateTime.SpecifyKind(text[0] == '+' ? time - offset : time + offset, DateTimeKind.Utc);
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, int at, int count, out int number)
    {
        number = 0;
        if (text.Length < at + count)
            return false;
        foreach (var digit in text.Slice(at, count))
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
