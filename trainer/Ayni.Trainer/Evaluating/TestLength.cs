using System.Globalization;

namespace Ayni.Trainer.Evaluating;

/// <summary>How long a test period is, and how that is read and said.</summary>
internal static class TestLength
{
    /// <summary>The length where nobody gives one, in words.</summary>
    public const string Text = "30 days, or a fifth of a log that is shorter than 150";

    private const int Share = 5;

    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    /// <summary>Units from the longest to the shortest.</summary>
    private static readonly (string Letter, string Name, TimeSpan Length)[] Units =
    [
        ("d", "day", TimeSpan.FromDays(1)), ("h", "hour", TimeSpan.FromHours(1)),
        ("m", "minute", TimeSpan.FromMinutes(1)), ("s", "second", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>The length that fits a log.</summary>
    /// <param name="log">From its oldest interaction to its newest.</param>
    public static TimeSpan Of(TimeSpan log)
    {
        var share = log / Share;
        return share >= Usual ? Usual : share > TimeSpan.Zero ? share : TimeSpan.FromTicks(1);
    }

    /// <summary>Reads a number with its unit; null where it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        var unit = Units.FirstOrDefault(unit => text.EndsWith(unit.Letter, StringComparison.OrdinalIgnoreCase));
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        return unit.Letter is not null
            && double.TryParse(text[..^1].TrimEnd(), Style, CultureInfo.InvariantCulture, out var number)
            && number * unit.Length.TotalDays <= TimeSpan.MaxValue.TotalDays
                ? number * unit.Length
                : null;
    }

    /// <summary>A length in the longest unit of which it is two or more, or a whole number: "30 days".</summary>
    public static string Show(TimeSpan length)
    {
        var (_, name, unit) = Units.FirstOrDefault(
            unit => length >= 2 * unit.Length || (length >= unit.Length && length.Ticks % unit.Length.Ticks == 0));
        (name, unit) = name is null ? (Units[^1].Name, Units[^1].Length) : (name, unit);
        var number = Math.Round(length / unit, 1);
        return string.Create(CultureInfo.InvariantCulture, $"{number} {name}{(number == 1 ? "" : "s")}");
    }
}
