using System.Globalization;
using System.Reflection;

namespace Ayni.Content;

/// <summary>
/// Words, beginnings of words (<c>encant*</c>) and phrases with how pleased who uses them is, −4 to 4. Lower case,
/// without accents. Of several that fit, the one of most words, then a whole word, then the longest beginning.
/// </summary>
internal sealed class SentimentLexicon
{
    /// <summary>A shorter beginning would fit too much.</summary>
    private const int MinBeginning = 3;

    private const int MaxPhraseWords = 5;

    /// <summary>English: VADER's list (C.J. Hutto, MIT licence), and words of shops of our own before it.</summary>
    public static readonly SentimentLexicon English = Read("vader-english.tsv", "english-shop.tsv");

    /// <summary>Spanish: a list of our own for reviews of shops, with words of Peru and its neighbours.</summary>
    public static readonly SentimentLexicon Spanish = Read("spanish.tsv");

    /// <summary>Emojis and emoticons, of all languages; our own list.</summary>
    public static readonly SentimentLexicon Symbols = Read("symbols.tsv");

    private readonly Dictionary<string, double> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _beginnings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string[] Words, double Score)>> _phrases = new(StringComparer.Ordinal);

    private SentimentLexicon(IEnumerable<(string Entry, double Score)> entries)
    {
        foreach (var (entry, score) in entries)
        {
            if (entry.Contains(' ', StringComparison.Ordinal))
                AddPhrase(entry.Split(' '), score);
            else if (entry.EndsWith('*'))
                _beginnings[entry[..^1]] = score;
            else
                _words[entry] = score;
        }

        foreach (var phrases in _phrases.Values)
            phrases.Sort((left, right) => right.Words.Length.CompareTo(left.Words.Length));
    }

    /// <summary>Entries.</summary>
    public int Count => _words.Count + _beginnings.Count + _phrases.Values.Sum(phrases => phrases.Count);

    /// <summary>Whether a word alone is in the list.</summary>
    public bool Knows(string word) => ScoreOf(word) is not null;

    /// <summary>Score of a word alone; null of one that is not known.</summary>
    public double? ScoreOf(string word)
    {
        if (_words.TryGetValue(word, out var score))
            return score;
        var beginnings = _beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = word.Length; length >= MinBeginning; length--)
        {
            if (beginnings.TryGetValue(word.AsSpan(0, length), out score))
                return score;
        }

        return null;
    }

    /// <summary>The longest phrase that starts at a word; (0, 0) without one.</summary>
    public (int Words, double Score) PhraseAt(List<SentimentWord> words, int start)
    {
        if (_phrases.TryGetValue(words[start].Text, out var phrases))
        {
            foreach (var (phrase, score) in phrases)
            {
                if (Fits(phrase, words, start))
                    return (phrase.Length, score);
            }
        }

        return (0, 0);
    }

    private static bool Fits(string[] phrase, List<SentimentWord> words, int start)
    {
        if (start + phrase.Length > words.Count)
            return false;
        for (var place = 0; place < phrase.Length; place++)
        {
            var (part, word) = (phrase[place], words[start + place]);
            var isSame = part.EndsWith('*')
                ? word.Text.AsSpan().StartsWith(part.AsSpan(0, part.Length - 1), StringComparison.Ordinal)
                : word.Text == part;
            if (!isSame || (word.EndsClause && place + 1 < phrase.Length))
                return false;
        }

        return true;
    }

    private void AddPhrase(string[] words, double score)
    {
        if (words.Length > MaxPhraseWords || words[0].EndsWith('*'))
            throw new InvalidDataException($"'{string.Join(' ', words)}' is no phrase that can be found.");
        if (!_phrases.TryGetValue(words[0], out var phrases))
            _phrases.Add(words[0], phrases = []);
        phrases.Add((words, score));
    }

    /// <summary>A later file's entry counts before an earlier one's.</summary>
    private static SentimentLexicon Read(params string[] names) =>
        new(names.SelectMany(name => Lines(name)).Select(line => line.Split('\t')).Select(
            line => (line[0], double.Parse(line[1], CultureInfo.InvariantCulture))));

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Ayni.Content.Lexicons.{name}")
            ?? throw new InvalidDataException($"The lexicon {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                yield return line;
        }
    }
}
