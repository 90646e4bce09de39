using System.Text;

namespace Ayni.Domain;

/// <summary>Text that both stores keep and give back unchanged.</summary>
public static class StorableText
{
    /// <summary>What makes a text not storable.</summary>
    public const string Problem = "the character U+0000 or half of a surrogate pair, which cannot be stored";

    /// <summary>False for U+0000 (PostgreSQL refuses it) and lone surrogates (they have no UTF-8 form).</summary>
    public static bool IsStorable(string text)
    {
        // The usual id holds neither; one vectorised scan decides that.
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return !text.Contains('\0');
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }

        return true;
    }

    /// <summary>The first characters, at most so many; one less rather than half of a surrogate pair.</summary>
    public static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        return char.IsHighSurrogate(text[maxLength - 1]) ? text[..(maxLength - 1)] : text[..maxLength];
    }

    /// <summary>The text with what cannot be stored made visible.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var unit in text)
            escaped.Append(unit == '\0' || char.IsSurrogate(unit) ? $"\\u{(int)unit:X4}" : unit.ToString());
        return escaped.ToString();
    }
}
