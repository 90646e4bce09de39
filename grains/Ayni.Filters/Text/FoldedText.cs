namespace Ayni.Filters.Text;

/// <summary>
/// The key of a text by which it is compared: lower case, without accents, in the form of its column.
/// </summary>
internal static class FoldedText
{
    /// <summary>What stands between the parts of a category's key.</summary>
    public const string Separator = " > ";

    /// <summary>The key of a text in a form; null for null and for a blank one, which says nothing.</summary>
    public static string? Of(string? text, TextForm form)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return form switch
        {
            TextForm.Path => PathOf(text),
            TextForm.Exact => text,
            _ => Within(text.AsSpan().Trim()) is { Length: > 0 } key ? key : null,
        };
    }

    /// <summary>A part of a text: outer blanks count.</summary>
    public static string Within(ReadOnlySpan<char> text) => Domain.FoldedText.Of(text);

    /// <summary>
    /// Whether a category's key is at or below another's, which may begin at any level: a shop says "Cocina" for
    /// "Hogar > Cocina".
    /// </summary>
    public static bool IsUnder(string path, string ancestor)
    {
        for (var at = path.IndexOf(ancestor, StringComparison.Ordinal); at >= 0;
            at = path.IndexOf(ancestor, at + 1, StringComparison.Ordinal))
        {
            var end = at + ancestor.Length;
            if ((at == 0 || path.AsSpan(0, at).EndsWith(Separator, StringComparison.Ordinal))
                && (end == path.Length || path.AsSpan(end).StartsWith(Separator, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    private static string? PathOf(string text)
    {
        var parts = text.Split('>')
            .Select(part => Within(part.AsSpan().Trim()))
            .Where(part => part.Length > 0);
        return string.Join(Separator, parts) is { Length: > 0 } key ? key : null;
    }
}
