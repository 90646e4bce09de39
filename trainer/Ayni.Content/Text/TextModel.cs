using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>
/// Latent semantic analysis of a catalogue (Deerwester et al. 1990): TF-IDF over stems of words and over pieces of them
/// (character n-grams, so that parts of compounds and misspelt words still speak; Bojanowski et al. 2017), brought to
/// few dimensions by a truncated SVD. A shop's own texts are all it needs.
/// </summary>
/// <remarks>
/// Same texts and options, same bits, whatever the threads. Immutable and thread-safe. A text without a known word or
/// piece has a vector of 0: nothing to say.
/// </remarks>
public sealed partial class TextModel : ITextEncoder
{
    private readonly TextModelOptions _options;
    private readonly Vocabulary _vocabulary;
    private readonly float[] _directions;
    private readonly int _rank;
    private readonly TermReaderPool _readers;

    private TextModel(
        TextModelOptions options, TextLanguage mainLanguage, Vocabulary vocabulary, float[] directions, int rank)
    {
        (_options, _vocabulary, _directions, _rank) = (options, vocabulary, directions, rank);
        _readers = new TermReaderPool(options);
        MainLanguage = mainLanguage;
    }

    /// <inheritdoc/>
    public string Name => "tf-idf-svd";

    /// <inheritdoc/>
    public int Dimensions => _options.Dimensions;

    /// <summary>Directions found: <see cref="Dimensions"/>, or fewer in a small catalogue; the rest is 0.</summary>
    public int Rank => _rank;

    /// <summary>Words and pieces known.</summary>
    public int Terms => _vocabulary.Terms.Length;

    /// <summary>The language of texts that do not tell their own.</summary>
    public TextLanguage MainLanguage { get; }

    /// <inheritdoc/>
    public void Encode(
        IReadOnlyList<ProductText> texts, Span<float> vectors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        TextEncoding.RequireShape(texts.Count, Dimensions, vectors.Length);
        var reader = _readers.Rent();
        for (var text = 0; text < texts.Count; text++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Encode(reader, texts[text], vectors.Slice(text * Dimensions, Dimensions));
        }

        _readers.Return(reader);
    }

    private void Encode(TermReader reader, ProductText text, Span<float> vector)
    {
        vector.Clear();
        var known = vector[.._rank];
        reader.Read(text, LanguageOf(text, _options.Language, MainLanguage));
        foreach (var (term, weight) in _vocabulary.Weigh(reader, _options.PieceShare))
            SparseProducts.AddScaled(known, weight, _directions.AsSpan(term * _rank, _rank));
        TextEncoding.Normalize(known);
    }

    /// <summary>The language of a product's texts.</summary>
    /// <param name="text">The texts.</param>
    /// <param name="given">The language of all; null to look.</param>
    /// <param name="mainLanguage">What they are in where they do not tell.</param>
    internal static TextLanguage LanguageOf(ProductText text, TextLanguage? given, TextLanguage mainLanguage)
    {
        if (given is { } language)
            return language;
        var votes = default(LanguageVotes);
        votes.Add(text);
        return votes.Winner() ?? mainLanguage;
    }
}
