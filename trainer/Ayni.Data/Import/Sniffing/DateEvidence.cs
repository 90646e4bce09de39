using System.Globalization;
using Ayni.Domain.Times;

namespace Ayni.Data.Import.Sniffing;

/// <summary>
/// Tells the formats of a column's dates over all the values seen. A number over 12 where a month would be says which
/// comes first; where none does, the question stays open.
/// </summary>
internal sealed class DateEvidence
{
    /// <summary>Of dates that decide the order, the share that may say the other: broken rows.</summary>
    private const double WrongShare = 0.02;

    /// <summary>Most different years that a column of two-digit years is taken to have.</summary>
    private const int MaxShortYears = 15;

    private const long FirstUnixSecond = 631_152_000;
    private const long LastUnixSecond = 4_102_444_800;

    private readonly Dictionary<string, int> _skeletons = new(StringComparer.Ordinal);
    private readonly HashSet<int> _firsts = [];
    private readonly HashSet<int> _lasts = [];
    private int _dayFirst;
    private int _monthFirst;
    private int _shortYears;
    private int _offsets;
    private string? _dayExample;
    private string? _monthExample;
    private string? _example;

    /// <summary>Values that are dates or times.</summary>
    public int Count { get; private set; }

    /// <summary>Of these, whole numbers: seconds or days, which an id may be as well.</summary>
    public int Bare { get; private set; }

    /// <summary>Whether every time says its offset from UTC, or none needs one.</summary>
    public bool HaveOffsets => _offsets + Bare >= Count;

    /// <summary>Whether the values have a time of day and not a day alone.</summary>
    public bool HaveTimes => _skeletons.Keys.Any(one =>
        one.Contains(':') || one.StartsWith("unix", StringComparison.Ordinal) || one is TimestampParser.Iso);

    public void Add(string value)
    {
        if (Skeleton(value) is not { } skeleton)
            return;
        Count++;
        _skeletons[skeleton] = _skeletons.GetValueOrDefault(skeleton) + 1;
    }

    /// <summary>The formats, as a mapping writes them; empty for ISO 8601 alone.</summary>
    /// <param name="isDayFirst">What the caller says of the order; null for nothing.</param>
    /// <param name="column">Name of the column, for the question.</param>
    public (IReadOnlyList<string> Formats, string Why, OpenQuestion? Question) Verdict(bool? isDayFirst, string column)
    {
        var needsOrder = _skeletons.Keys.Any(one => one.Contains('A'));
        var (dayFirst, why) = isDayFirst is { } said ? (said, "as said") : Order();
        var formats = _skeletons.OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Format(pair.Key, dayFirst ?? true))
            .ToList();
        if (formats is [TimestampParser.Iso])
            return ([], "ISO 8601", null);
        if (!needsOrder)
            return (formats, "the only reading", null);
        return (formats, why, dayFirst is not null ? null : new OpenQuestion(
            $"Column '{column}' has dates such as '{_example}', and nothing says whether the day or the month is first"
            + (_dayFirst > 0 || _monthFirst > 0 ? $" ('{_dayExample}', but '{_monthExample}')." : "."),
            "--dates day-first or --dates month-first"));
    }

    private (bool? IsDayFirst, string Why) Order()
    {
        if (_shortYears > 0 && (_lasts.Count > MaxShortYears || _lasts.Count >= _firsts.Count))
            return (null, "");
        if (_dayFirst > 0 && _monthFirst <= _dayFirst * WrongShare)
            return (true, $"day first: '{_dayExample}'");
        if (_monthFirst > 0 && _dayFirst <= _monthFirst * WrongShare)
            return (false, $"month first: '{_monthExample}'");
        return (null, "");
    }

    private static string Format(string skeleton, bool isDayFirst)
        => skeleton.Replace("A", isDayFirst ? "d" : "M", StringComparison.Ordinal)
            .Replace("B", isDayFirst ? "M" : "d", StringComparison.Ordinal);

    private string? Skeleton(string value)
    {
        if (value.Length is < 6 or > 40 || !char.IsAsciiDigit(value[0]))
            return null;
        if (IsoTime.TryParse(value, out var iso))
        {
            if (iso.Kind == DateTimeKind.Utc)
                _offsets++;
            return TimestampParser.Iso;
        }

        var end = 0;
        while (end < value.Length && (char.IsAsciiDigit(value[end]) || value[end] is '/' or '-' or '.'))
            end++;
        var date = OfDate(value[..end], end == value.Length);
        if (date is null || end == value.Length)
            return date;
        return OfTime(value.AsSpan(end)) is { } time ? date + time : null;
    }

    private string? OfDate(string text, bool isWhole)
    {
        var separator = text.IndexOfAny(['/', '-', '.']);
        if (separator < 0)
            return isWhole ? OfDigits(text) : null;
        var mark = text[separator];
        var parts = text.Split(mark);
        if (parts.Length != 3 || !parts.All(part => part.Length is 1 or 2 or 4 && part.All(char.IsAsciiDigit)))
            return null;
        var numbers = Array.ConvertAll(parts, part => int.Parse(part, CultureInfo.InvariantCulture));
        if (parts[0].Length == 4)
        {
            return parts[1].Length <= 2 && parts[2].Length <= 2 && IsDate(numbers[0], numbers[1], numbers[2])
                ? $"yyyy{mark}M{mark}d"
                : null;
        }

        var isLong = parts[2].Length == 4;
        if (parts[0].Length > 2 || parts[1].Length > 2 || (!isLong && parts[2].Length != 2))
            return null;
        return OfOrder(text, numbers, isLong) ? $"A{mark}B{mark}{(isLong ? "yyyy" : "yy")}" : null;
    }

    private bool OfOrder(string text, int[] numbers, bool isLong)
    {
        var year = isLong ? numbers[2] : 2000 + numbers[2];
        var isDay = IsDate(year, numbers[1], numbers[0]);
        var isMonth = IsDate(year, numbers[0], numbers[1]);
        if (!isDay && !isMonth)
            return false;
        _example ??= text;
        if (!isLong)
        {
            _shortYears++;
            _firsts.Add(numbers[0]);
            _lasts.Add(numbers[2]);
        }

        if (!isMonth)
        {
            _dayFirst++;
            _dayExample ??= text;
        }
        else if (!isDay)
        {
            _monthFirst++;
            _monthExample ??= text;
        }

        return true;
    }

    private string? OfDigits(string digits)
    {
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        string? skeleton = digits.Length switch
        {
            10 when number is >= FirstUnixSecond and < LastUnixSecond => TimestampParser.UnixSeconds,
            12 or 13 when number / 1_000 is >= FirstUnixSecond and < LastUnixSecond => TimestampParser.UnixMilliseconds,
            8 when IsDate((int)(number / 10_000), (int)(number / 100 % 100), (int)(number % 100)) => "yyyyMMdd",
            14 when DateTime.TryParseExact(
                digits, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "yyyyMMddHHmmss",
            _ => null,
        };
        if (skeleton is not null)
            Bare++;
        return skeleton;
    }

    /// <summary>What follows the date: " H:mm", seconds, decimals, AM or PM, and an offset.</summary>
    private string? OfTime(ReadOnlySpan<char> text)
    {
        var format = text switch
        {
            [' ', ..] => " ",
            ['T', ..] => "'T'",
            _ => null,
        };
        var rest = text[1..];
        if (format is null || !TakeDigits(ref rest, 1, 2, out var hour) || rest is not [':', ..])
            return null;
        rest = rest[1..];
        if (!TakeDigits(ref rest, 2, 2, out _))
            return null;
        var tail = ":mm";
        if (rest is [':', ..])
        {
            rest = rest[1..];
            if (!TakeDigits(ref rest, 2, 2, out _))
                return null;
            tail += ":ss";
            if (rest is ['.', ..])
            {
                var before = rest.Length;
                rest = rest[1..];
                if (!TakeDigits(ref rest, 1, 7, out _))
                    return null;
                tail += "." + new string('f', before - rest.Length - 1);
            }
        }

        return rest.Trim() switch
        {
            [] => hour < 24 ? $"{format}H{tail}" : null,
            ['A' or 'P' or 'a' or 'p', 'M' or 'm'] =>
                hour is >= 1 and <= 12 ? $"{format}h{tail}{(rest[0] == ' ' ? " " : "")}tt" : null,
            ['Z'] or ['+' or '-', _, _, ':', _, _] => WithOffset($"{format}H{tail}{(rest[0] == ' ' ? " " : "")}K"),
            _ => null,
        };
    }

    private string WithOffset(string format)
    {
        _offsets++;
        return format;
    }

    private static bool TakeDigits(ref ReadOnlySpan<char> text, int least, int most, out int number)
    {
        var at = 0;
        number = 0;
        for (; at < text.Length && at < most && char.IsAsciiDigit(text[at]); at++)
            number = (number * 10) + (text[at] - '0');
        text = text[at..];
        return at >= least;
    }

    private static bool IsDate(int year, int month, int day)
        => year is >= 1900 and < 2100 && month is >= 1 and <= 12
            && day >= 1 && day <= DateTime.DaysInMonth(year, month);
}
