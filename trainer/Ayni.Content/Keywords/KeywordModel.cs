using System.Runtime.InteropServices;

namespace Ayni.Content;

/// <summary>
/// Keywords of products by TF-IDF over a catalogue (Salton and Buckley 1988): what a product says often and others
/// seldom. Counted are stems, so that "lamp" and "lamps" are one; shown is the word that the catalogue writes most
/// often. Two words that often stand side by side are one keyword.
/// </summary>
/// <remarks>Same texts and options, same keywords. Thread-safe.</remarks>
public sealed partial class KeywordModel
{
    private readonly KeywordOptions _options;
    private readonly Dictionary<string, Term> _terms;
    private readonly int _products;

    private KeywordModel(
        KeywordOptions options, TextLanguage mainLanguage, Dictionary<string, Term> terms, int products)
    {
        (_options, MainLanguage, _terms, _products) = (options, mainLanguage, terms, products);
    }

    /// <summary>The language of texts that do not tell their own.</summary>
    public TextLanguage MainLanguage { get; }

    /// <summary>Words and pairs of words that can be keywords.</summary>
    public int Terms => _terms.Count;

    /// <summary>Counts a catalogue's words.</summary>
    /// <param name="texts">Texts of all products.</param>
    /// <param name="options">Fields and limits; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between two products.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static KeywordModel Fit(
        IReadOnlyList<ProductText> texts, KeywordOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options = (options ?? new KeywordOptions()).Validated();
        var mainLanguage = options.Language ?? TextModel.MainLanguageOf(texts);
        var counts = new Dictionary<string, Count>(StringComparer.Ordinal);
        using var reader = new KeywordReader(options);
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Read(text, TextModel.LanguageOf(text, options.Language, mainLanguage));
            foreach (var term in reader.Weights.Keys)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, term, out _);
                (count ??= new Count()).Add(reader.Forms[term]);
            }
        }

        var terms = counts
            .Where(term => IsKept(term.Key, term.Value.Products, counts, options))
            .ToDictionary(
                term => term.Key, term => new Term(term.Value.Products, term.Value.Usual()), StringComparer.Ordinal);
        return new KeywordModel(options, mainLanguage, terms, texts.Count);
    }

    /// <summary>A product's keywords: score descending, then pairs of words, then by text (ordinal).</summary>
    /// <param name="text">A product of the catalogue, or another.</param>
    /// <returns>Fewer than asked for where it says less; a word of a chosen pair is not one again.</returns>
    public IReadOnlyList<Keyword> Of(ProductText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var reader = new KeywordReader(_options);
        return Of(text, reader);
    }

    /// <summary>Keywords of several products, in their order.</summary>
    /// <param name="texts">Products.</param>
    /// <param name="cancellationToken">Stops between two of them.</param>
    public IReadOnlyList<IReadOnlyList<Keyword>> Of(
        IReadOnlyList<ProductText> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var reader = new KeywordReader(_options);
        var keywords = new IReadOnlyList<Keyword>[texts.Count];
        for (var text = 0; text < keywords.Length; text++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            keywords[text] = Of(texts[text], reader);
        }

        return keywords;
    }

    private List<Keyword> Of(ProductText text, KeywordReader reader)
    {
        reader.Read(text, TextModel.LanguageOf(text, _options.Language, MainLanguage));
        var scored = new List<(string Term, Keyword Keyword)>();
        foreach (var (term, weight) in reader.Weights)
        {
            if (_terms.TryGetValue(term, out var known))
                scored.Add((term, new Keyword(known.Form, ScoreOf(weight, known.Products))));
        }

        scored.Sort(Compare);
        var keywords = new List<Keyword>();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (term, keyword) in scored)
        {
            var stems = term.Split(' ');
            if (keywords.Count == _options.Count)
                break;
            if (stems.Any(said.Contains))
                continue;
            said.UnionWith(stems);
            keywords.Add(keyword);
        }

        return keywords;
    }

    /// <summary>A pair before its words, which score no more: by text it would come after them.</summary>
    private static int Compare((string Term, Keyword Keyword) left, (string Term, Keyword Keyword) right)
    {
        var byScore = right.Keyword.Score.CompareTo(left.Keyword.Score);
        if (byScore != 0)
            return byScore;
        var byPair = right.Term.Contains(' ', StringComparison.Ordinal).CompareTo(
            left.Term.Contains(' ', StringComparison.Ordinal));
        return byPair != 0 ? byPair : string.CompareOrdinal(left.Keyword.Text, right.Keyword.Text);
    }

    private double ScoreOf(double weight, int products) =>
        Math.Log(1 + weight) * Math.Log(1 + ((double)_products / products));

    private static bool IsKept(
        string term, int products, Dictionary<string, Count> counts, KeywordOptions options)
    {
        var blank = term.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0)
            return products >= options.MinProducts;
        var rarer = Math.Min(counts[term[..blank]].Products, counts[term[(blank + 1)..]].Products);
        return products >= options.MinPairProducts && products >= options.MinPairShare * rarer;
    }

    private sealed record Term(int Products, string Form);

    /// <summary>Products with a term, by the way they write it.</summary>
    private sealed class Count
    {
        private readonly Dictionary<string, int> _forms = new(StringComparer.Ordinal);

        public int Products { get; private set; }

        public void Add(string form)
        {
            Products++;
            CollectionsMarshal.GetValueRefOrAddDefault(_forms, form, out _)++;
        }

        public string Usual() => _forms
            .OrderByDescending(form => form.Value)
            .ThenBy(form => form.Key, StringComparer.Ordinal)
            .First().Key;
    }
}
