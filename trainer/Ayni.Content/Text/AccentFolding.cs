using Lucene.Net.Analysis.Miscellaneous;

namespace Ayni.Content;

/// <summary>
/// Takes accents off letters, by Lucene's table. The runtime's own decomposition (form D) knows none of them where a
/// program is built without the data of cultures, as ours are.
/// </summary>
public static class AccentFolding
{
    /// <summary>A character becomes at most so many.</summary>
    private const int MaxExpansion = 4;

    /// <summary>The text with each letter's plain ones: "muñeca" is "muneca", "straße" is "strasse".</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new char[text.Length * MaxExpansion];
        var length = ASCIIFoldingFilter.FoldToASCII(text.ToCharArray(), 0, folded, 0, text.Length);
        return new string(folded, 0, length);
    }
}
