using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Sniffing;

/// <summary>Hints as people write them.</summary>
public static class HintTexts
{
    /// <summary>The character between fields; null of null.</summary>
    /// <param name="name">What is read, for the message.</param>
    /// <param name="text">One character, or the word <c>tab</c>.</param>
    /// <exception cref="AyniException"><c>invalid</c>: it is neither.</exception>
    public static string? Delimiter(string name, string? text) => text switch
    {
        null => null,
        "tab" or "\\t" => "\t",
        [_] => text,
        _ => throw new AyniException(ErrorCodes.Invalid, $"{name} is '{text}'; it must be one character, or tab."),
    };

    /// <summary>Which column is what.</summary>
    /// <param name="name">What is read, for the message.</param>
    /// <param name="texts">Such as <c>user=cliente</c>.</param>
    /// <exception cref="AyniException"><c>invalid</c>: one is not of that form.</exception>
    public static IReadOnlyDictionary<string, string> Columns(string name, IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1)
            {
                throw new AyniException(
                    ErrorCodes.Invalid, $"{name} is '{text}'; it must be such as user=cliente or product=2.");
            }

            columns[text[..at]] = text[(at + 1)..];
        }

        return columns;
    }
}
