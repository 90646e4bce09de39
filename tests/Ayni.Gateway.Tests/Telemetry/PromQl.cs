using System.Text.RegularExpressions;

namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>What an expression of Prometheus' query language names.</summary>
internal static partial class PromQl
{
    private static readonly string[] Words = ["and", "or", "unless", "bool", "offset", "inf", "nan"];

    /// <summary>The metrics, as they are written.</summary>
    public static IReadOnlyList<string> MetricsIn(string expression) =>
    [
        .. Names().Matches(Bare(expression)).Select(match => match.Value)
            .Where(name => !Words.Contains(name, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The labels that it selects or groups by.</summary>
    public static IReadOnlyList<string> LabelsIn(string expression) =>
    [
        .. Matchers().Matches(Strings().Replace(expression, "\"\"")).Select(match => match.Groups[1].Value)
            .Concat(Groupings().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(',')))
            .Select(label => label.Trim()).Where(label => label.Length > 0).Distinct(StringComparer.Ordinal),
    ];

    // Without strings, selectors, ranges and groupings, what is left are names, functions and numbers.
    private static string Bare(string expression)
    {
        var text = Strings().Replace(expression, "\"\"");
        text = Selectors().Replace(text, "");
        text = Ranges().Replace(text, "");
        return Groupings().Replace(text, " ");
    }

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selectors();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")]
    private static partial Regex Groupings();

    [GeneratedRegex(@"[{,]\s*([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)")]
    private static partial Regex Matchers();

    [GeneratedRegex(@"(?<![\w.$])[a-zA-Z_:][\w:]*(?![\w:])(?!\s*\()")]
    private static partial Regex Names();
}
