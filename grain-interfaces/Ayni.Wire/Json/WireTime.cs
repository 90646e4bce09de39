using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ayni.Wire.Json;

/// <summary>Reads times as shops send them: ISO 8601 text, or unix seconds or milliseconds.</summary>
internal static partial class WireTime
{
    public const string Remedy =
        "Send ISO 8601 such as 2026-11-22T10:15:00-05:00 (UTC where no offset is given), " +
        "or unix seconds or milliseconds.";

    /// <summary>
    /// Numbers from here on are milliseconds: as seconds they lie after the year 5138, as milliseconds after
    /// 1973-03-03.
    /// </summary>
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>Reads a time, to the millisecond, in UTC; null if it is none.</summary>
    public static DateTimeOffset? Parse(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) => FromUnix(number),
        JsonValueKind.String => JsonText.Of(value) is { } text ? Parse(text) : null,
        _ => null,
    };

    /// <summary>Reads a time, to the millisecond, in UTC; null if it is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (ParseIso(text) is { } time)
            return time;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? FromUnix(number)
            : null;
    }

    /// <summary>
    /// Reads an ISO 8601 date or date with time, to the millisecond, in UTC; null if the whole text is none.
    /// </summary>
    public static DateTimeOffset? ParseIso(string text) =>
        Iso8601().IsMatch(text)
        && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? ToMilliseconds(time)
            : null;

    /// <summary>The time without what is finer than a millisecond: what the log keeps.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private static DateTimeOffset? FromUnix(double number)
    {
        var milliseconds = number < FirstMilliseconds ? number * 1000 : number;
        return milliseconds >= 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : null;
    }

    // Keeps out the many other forms the framework guesses at, such as 1/2/2026.
    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|z|[+-]\d{2}(:?\d{2})?)?)?\z")]
    private static partial Regex Iso8601();
}
