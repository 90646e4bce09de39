using System.Globalization;
using System.Text.RegularExpressions;

namespace Ayni.Features.Definitions;

/// <summary>Reads instants as people and programs write them to ask for features.</summary>
public static partial class InstantText
{
    /// <summary>What to send.</summary>
    public const string Remedy = "Send ISO 8601 such as 2011-12-01 or 2011-12-01T10:15:00-05:00; UTC without an offset";

    /// <summary>An ISO 8601 date, or date with time, to the millisecond; null if the text is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Iso().IsMatch(text)
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds())
                : null;
    }

    // Keeps out what the framework would guess at, such as 1/2/2026 or 10:00.
    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?\z")]
    private static partial Regex Iso();
}
