using System.Collections.Frozen;
using System.Text;

namespace Ayni.Domain;

/// <summary>
/// Text as people compare it: "Cámara" and "camara" are one word. Ours, because the framework takes no accents off
/// where it runs without the data of the world's languages. An ñ counts as n.
/// </summary>
public static class FoldedText
{
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u036F';

    private static readonly FrozenDictionary<char, char> Bases = new[]
    {
        "aàáâãäåāăą", "cçćĉċč", "dďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľŀł", "nñńņň",
        "oòóôõöøōŏő", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž",
    }.SelectMany(letters => letters[1..].Select(letter => (letter, letters[0])))
        .ToFrozenDictionary(pair => pair.letter, pair => pair.Item2);

    /// <summary>The text in small letters, without the accents of Latin letters.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lower = text.ToLowerInvariant();
        if (Ascii.IsValid(lower))
            return lower;
        var folded = new StringBuilder(lower.Length);
        foreach (var letter in lower.Where(letter => letter is < FirstMark or > LastMark))
            folded.Append(Bases.GetValueOrDefault(letter, letter));
        return folded.ToString();
    }
}
