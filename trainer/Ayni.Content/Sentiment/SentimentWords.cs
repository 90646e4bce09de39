using System.Globalization;
using System.Text;

namespace Ayni.Content;

/// <summary>
/// Takes a review apart. Unlike the words of a search, small words and signs stay: "no", "but" and ":(" decide.
/// </summary>
internal static class SentimentWords
{
    /// <summary>What is read of a review; a longer one says no more.</summary>
    public const int MaxCharacters = 10_000;

    private static readonly Rune Skin = new(0x1F3FB);
    private static readonly Rune LastSkin = new(0x1F3FF);

    public static List<SentimentWord> Of(string text)
    {
        var words = new List<SentimentWord>();
        var letters = 0;
        var chunk = new StringBuilder();
        foreach (var piece in text[..Math.Min(text.Length, MaxCharacters)].Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (SentimentLexicon.Symbols.Knows(piece.ToLowerInvariant()))
            {
                words.Add(new SentimentWord(piece.ToLowerInvariant(), false, false));
                continue;
            }

            foreach (var rune in piece.EnumerateRunes())
                Read(rune);
            Flush(endsClause: false);
        }

        return words;

        void Read(Rune rune)
        {
            if (Rune.IsLetterOrDigit(rune) || (letters > 0 && rune.Value is '\'' or '\u2019' or '/' or '%'))
            {
                chunk.Append(rune.Value == '\u2019' ? new Rune('\'') : rune);
                letters++;
            }
            else if (rune.Value is ',' or '.' or ';' or ':' or '!' or '?' or '(' or ')')
            {
                Flush(endsClause: true);
                if (words.Count > 0)
                    words[^1] = words[^1] with { EndsClause = true };
            }
            else
            {
                Flush(endsClause: false);
                if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol
                    && (rune < Skin || rune > LastSkin))
                    words.Add(new SentimentWord(rune.ToString(), false, false));
            }
        }

        void Flush(bool endsClause)
        {
            if (letters > 0)
                words.Add(WordOf(chunk.ToString(), endsClause));
            chunk.Clear();
            letters = 0;
        }
    }

    private static SentimentWord WordOf(string text, bool endsClause)
    {
        var isShouted = text.Length > 1 && text.Any(char.IsLetter) && !text.Any(char.IsLower);
        return new SentimentWord(
            AccentFolding.Fold(text.TrimEnd('\'', '/')).ToLowerInvariant(), isShouted, endsClause);
    }
}
