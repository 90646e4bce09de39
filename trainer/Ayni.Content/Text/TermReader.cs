using System.Runtime.InteropServices;
using Ayni.Numerics;
using Lucene.Net.Analysis.TokenAttributes;

namespace Ayni.Content;

/// <summary>
/// Takes a product's texts apart into terms: words, whole brands and tags, and pieces of words, each with the sum of
/// the weights of the fields it is in. A term is known by its hash; its lowest bit says whether it is a piece. Not
/// thread-safe.
/// </summary>
internal sealed class TermReader(TextModelOptions options) : IDisposable
{
    /// <summary>What is read of a field; a longer description says no more.</summary>
    public const int MaxFieldCharacters = 4_096;

    /// <summary>Longer words are codes and addresses: known as a whole, not in pieces.</summary>
    private const int MaxPiecedCharacters = 32;

    private readonly WordAnalyzer?[] _analyzers = new WordAnalyzer?[Enum.GetValues<TextLanguage>().Length];
    private readonly Dictionary<ulong, double> _sums = [];

    /// <summary>Terms of the text read last, with their weights, in the order met.</summary>
    public IReadOnlyDictionary<ulong, double> Terms => _sums;

    /// <summary>Whether a term is a piece of a word.</summary>
    public static bool IsPiece(ulong term) => (term & 1) != 0;

    /// <summary>Reads a product's texts.</summary>
    public void Read(ProductText text, TextLanguage language)
    {
        _sums.Clear();
        AddWords(text.Name, language, options.NameWeight);
        AddWords(text.Description, language, options.DescriptionWeight);
        foreach (var part in text.Categories)
            AddWords(part, language, options.CategoryWeight);
        AddLabel(text.Brand, 'b', language, options.BrandWeight);
        foreach (var tag in text.Tags)
            AddLabel(tag, 't', language, options.TagWeight);
    }

    public void Dispose()
    {
        foreach (var analyzer in _analyzers)
            analyzer?.Dispose();
    }

    /// <summary>A brand or tag counts as a whole too: "Coca Cola" is more than both words.</summary>
    private void AddLabel(string? label, char kind, TextLanguage language, double weight)
    {
        if (string.IsNullOrWhiteSpace(label) || weight == 0)
            return;
        var whole = label.Trim().ToUpperInvariant();
        Add(FnvHash.Append(FnvHash.Append(FnvHash.Start, kind), whole), isPiece: false, weight);
        AddWords(label, language, weight);
    }

    private void AddWords(string? text, TextLanguage language, double weight)
    {
        if (string.IsNullOrEmpty(text) || weight == 0)
            return;
        var analyzer = _analyzers[(int)language] ??= new WordAnalyzer(language);
        using var reader = new StringReader(text[..Math.Min(text.Length, MaxFieldCharacters)]);
        using var words = analyzer.GetTokenStream("text", reader);
        var word = words.GetAttribute<ICharTermAttribute>();
        words.Reset();
        while (words.IncrementToken())
            AddWord(word.Buffer.AsSpan(0, word.Length), weight);
        words.End();
    }

    private void AddWord(ReadOnlySpan<char> word, double weight)
    {
        Add(FnvHash.Append(FnvHash.Append(FnvHash.Start, 'w'), word), isPiece: false, weight);

        // Parts of a number say nothing, and without pieces there is nothing to do.
        if (options.MaxPieces == 0 || word.Length > MaxPiecedCharacters || !word.ContainsAnyExceptInRange('0', '9'))
            return;
        Span<char> marked = stackalloc char[MaxPiecedCharacters + 2];
        marked[0] = '<';
        word.CopyTo(marked[1..]);
        marked[word.Length + 1] = '>';
        marked = marked[..(word.Length + 2)];
        for (var length = options.MinPieceLength; length <= options.MaxPieceLength; length++)
        {
            for (var start = 0; start + length <= marked.Length; start++)
                Add(FnvHash.Of(marked.Slice(start, length)), isPiece: true, weight);
        }
    }

    private void Add(ulong hash, bool isPiece, double weight)
    {
        var term = isPiece ? hash | 1 : hash & ~1UL;
        CollectionsMarshal.GetValueRefOrAddDefault(_sums, term, out _) += weight;
    }
}
