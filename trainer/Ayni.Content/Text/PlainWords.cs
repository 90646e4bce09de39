using Ayni.Domain;

namespace Ayni.Content;

/// <summary>
/// The words of some texts as they stand, without a catalogue to weigh them by: small letters, without accents and
/// small words of English, Spanish and Portuguese.
/// </summary>
public static class PlainWords
{
    private const int MinLetters = 3;

    private static readonly TextLanguage[] Languages = Enum.GetValues<TextLanguage>();

    /// <summary>The different words, in the order met.</summary>
    /// <param name="texts">Texts; null ones are passed over.</param>
    /// <param name="most">Most words to take.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string?> texts, int most)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var words = new List<string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var word in WordsOf(FoldedText.Of(text)))
            {
                if (words.Count == most)
                    return words;
                if (taken.Add(word))
                    words.Add(word);
            }
        }

        return words;
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && char.IsLetter(text[end]))
                end++;
            if (end - start >= MinLetters && text[start..end] is var word && !IsSmall(word))
                yield return word;
            start = end + 1;
        }
    }

    private static bool IsSmall(string word) => Languages.Any(language => StopWords.Of(language).Contains(word));
}
