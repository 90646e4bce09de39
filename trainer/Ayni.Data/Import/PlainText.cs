namespace Ayni.Data.Import;

/// <summary>Text that every store keeps and gives back unchanged.</summary>
internal static class PlainText
{
    /// <summary>False for U+0000, which PostgreSQL refuses, and lone surrogates, which have no UTF-8 form.</summary>
    public static bool IsStorable(string? text)
    {
        if (text is null || (!text.Contains('\0') && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0))
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }

        return true;
    }
}
