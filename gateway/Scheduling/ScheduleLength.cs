using System.Globalization;

namespace Ayni.Gateway.Scheduling;

/// <summary>A length of time on the wire: a whole number and its unit, such as 90m, 6h or 7d.</summary>
internal static class ScheduleLength
{
    /// <summary>Most characters of one.</summary>
    public const int MaxLength = 12;

    private static readonly (char Letter, TimeSpan Length)[] Units =
    [
        ('d', TimeSpan.FromDays(1)), ('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1)),
        ('s', TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Reads one; null where it is none or out of all bounds.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text == "0")
            return TimeSpan.Zero;
        var unit = Units.FirstOrDefault(unit => text.EndsWith(unit.Letter));
        return unit.Length > TimeSpan.Zero
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && n <= TimeSpan.MaxValue / unit.Length
                ? n * unit.Length
                : null;
    }

    /// <summary>The same in the longest unit that gives a whole number.</summary>
    public static string Show(TimeSpan length)
    {
        if (length == TimeSpan.Zero)
            return "0";
        var unit = Units.First(unit => length.Ticks % unit.Length.Ticks == 0 || unit.Letter == 's');
        return string.Create(CultureInfo.InvariantCulture, $"{length.Ticks / unit.Length.Ticks}{unit.Letter}");
    }
}
