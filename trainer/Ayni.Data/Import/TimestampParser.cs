using System.Globalization;
using Ayni.Domain.Times;

namespace Ayni.Data.Import;

/// <summary>Reads times by the formats of a mapping.</summary>
internal sealed class TimestampParser
{
    public const string Iso = "iso_8601";
    public const string UnixSeconds = "unix_seconds";
    public const string UnixMilliseconds = "unix_milliseconds";
    private static readonly long MaxUnixMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly string[] _formats;
    private readonly bool _isIso;
    private readonly double _unixScale;
    private readonly TimeSpan _offset;

    public TimestampParser(IReadOnlyList<string> formats, TimeSpan offset)
    {
        _isIso = formats.Count == 0 || formats.Contains(Iso);
        _unixScale = formats.Contains(UnixSeconds) ? 1_000 : formats.Contains(UnixMilliseconds) ? 1 : 0;
        _formats = [.. formats.Where(format => format is not (Iso or UnixSeconds or UnixMilliseconds))];
        _offset = offset;
    }

    public bool TryParse(string text, out DateTimeOffset timestamp)
    {
        if (_unixScale > 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number * _unixScale) <= MaxUnixMilliseconds / 2)
        {
            timestamp = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(number * _unixScale));
            return true;
        }

        timestamp = default;
        const DateTimeStyles styles = DateTimeStyles.AdjustToUniversal;
        var parsed = (_isIso & IsoTime.TryParse(text, out var time))
            || (_formats.Length > 0
                && DateTime.TryParseExact(text, _formats, CultureInfo.InvariantCulture, styles, out time));

        // A text with an offset of its own comes back as UTC, one without as unspecified: that one is local.
        if (!parsed || time.Year is < 2 or > 9998)
            return false;
        timestamp = time.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(time, _offset).ToUniversalTime()
            : new DateTimeOffset(time, TimeSpan.Zero);
        return true;
    }
}
