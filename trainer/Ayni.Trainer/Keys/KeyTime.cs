using System.Globalization;
using Ayni.Domain.Times;

namespace Ayni.Trainer.Keys;

/// <summary>Times of keys on the command line.</summary>
internal static class KeyTime
{
    private const int MaxNumber = 100_000;

    /// <summary>A length such as 30m, 12h, 7d, or 0.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static TimeSpan ReadLength(string text, string option) => FindLength(text) ?? throw new ArgumentException(
        $"{option} is '{text}'. Give a whole number with its unit, such as 30m, 12h or 7d, or 0.");

    /// <summary>A moment: a length from now, or an instant.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static DateTimeOffset? ReadMoment(string? text, DateTimeOffset now, string option) => text is null
        ? null
        : FindLength(text) is { } length
            ? now + length
            : IsoTime.Find(text) ?? throw new ArgumentException(
                $"{option} is '{text}'. Give a time from now such as 12h or 90d, or an instant such as "
                + "2030-01-31T00:00:00Z.");

    /// <summary>A moment as people read it.</summary>
    public static string Write(DateTimeOffset? moment, string none = "") =>
        moment?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? none;

    private static TimeSpan? FindLength(string text)
    {
        if (text == "0")
            return TimeSpan.Zero;
        if (text.Length < 2
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > MaxNumber)
            return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => null,
        };
    }
}
