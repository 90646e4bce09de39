using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Ayni.Data.Import;

namespace Ayni.Gateway.Imports;

/// <summary>The importer names what to say as the command line does; a request says it in its query.</summary>
internal static partial class ImportRemedyTexts
{
    /// <summary>The text with <c>--name value</c> written as <c>name=value</c>, and underscores in names.</summary>
    public static string OfHttp(string text) => Options().Replace(
        text,
        option => option.Groups["name"].Value.Replace('-', '_')
            + (option.Groups["value"] is { Success: true } value ? $"={value.Value}" : ""));

    /// <summary>The same of the remedies of refused rows.</summary>
    [return: NotNullIfNotNull(nameof(counts))]
    public static RowCounts? OfHttp(RowCounts? counts) => counts is null ? null : counts with
    {
        Remedies = counts.Remedies.ToDictionary(
            remedy => remedy.Key, remedy => OfHttp(remedy.Value), StringComparer.Ordinal),
    };

    // A word that goes on with the sentence is no value.
    [GeneratedRegex(
        """--(?<name>[a-z]+(-[a-z]+)*)( (?!(where|or|is|of|and)\b)(?<value>"[^"]*"|[^\s,;.()]+|[.,;](?= |$)))?""")]
    private static partial Regex Options();
}
