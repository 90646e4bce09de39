using System.Globalization;
using System.Text;
using Ayni.Domain.Errors;
using Superpower.Model;

namespace Ayni.Filters.Syntax;

/// <summary>What a text in quotes stands for.</summary>
internal static class QuotedText
{
    private const int UnicodeDigits = 4;

    /// <summary>The text without quotes, its escapes resolved.</summary>
    public static string Unquote(Token<FilterToken> token)
    {
        var quoted = token.ToStringValue();
        if (!quoted.Contains('\\'))
            return quoted[1..^1];
        var text = new StringBuilder();
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] != '\\')
                text.Append(quoted[i]);
            else if (quoted[++i] == 'u')
                text.Append(Unicode(token, quoted, ref i));
            else
                text.Append(Escaped(token, quoted[i], i));
        }

        return text.ToString();
    }

    private static char Escaped(Token<FilterToken> token, char unit, int index) => unit switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '\\' or '"' or '\'' or '`' or '?' => unit,
        _ => throw Problem(token, index, $"\\{unit} stands for nothing. Known: \\\\ \\\" \\' \\n \\r \\t \\u0000."),
    };

    private static char Unicode(Token<FilterToken> token, string quoted, ref int index)
    {
        var digits = quoted.AsSpan(index + 1, Math.Min(UnicodeDigits, quoted.Length - index - 2));
        if (digits.Length < UnicodeDigits
            || !ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            throw Problem(token, index, "\\u needs four hexadecimal digits, such as \\u00F1.");
        }

        index += UnicodeDigits;
        return (char)unit;
    }

    // A text in quotes has no line breaks, so that characters count from where it begins.
    private static FilterException Problem(Token<FilterToken> token, int index, string problem) =>
        new(token.Position.Line, token.Position.Column + index - 1, problem);
}
