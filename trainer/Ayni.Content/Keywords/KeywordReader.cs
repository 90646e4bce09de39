using System.Runtime.InteropServices;
using Lucene.Net.Analysis.TokenAttributes;

namespace Ayni.Content;

/// <summary>
/// Takes name and description apart into stems and pairs of neighbouring stems, with the sum of the weights of the
/// fields each is in, and remembers how each was written. Not thread-safe.
/// </summary>
internal sealed class KeywordReader(KeywordOptions options) : IDisposable
{
    private readonly WordAnalyzer?[] _analyzers = new WordAnalyzer?[Enum.GetValues<TextLanguage>().Length];
    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _forms = new(StringComparer.Ordinal);

    /// <summary>Stems, and pairs of stems with a blank between, with their weights, in the order met.</summary>
    public IReadOnlyDictionary<string, double> Weights => _weights;

    /// <summary>How a stem or pair was first written in the text read last, in lower case.</summary>
    public IReadOnlyDictionary<string, string> Forms => _forms;

    public void Read(ProductText text, TextLanguage language)
    {
        _weights.Clear();
        _forms.Clear();
        Add(text.Name, language, options.NameWeight);
        Add(text.Description, language, options.DescriptionWeight);
    }

    public void Dispose()
    {
        foreach (var analyzer in _analyzers)
            analyzer?.Dispose();
    }

    private void Add(string? text, TextLanguage language, double weight)
    {
        if (string.IsNullOrEmpty(text) || weight == 0)
            return;
        text = text[..Math.Min(text.Length, TermReader.MaxFieldCharacters)];
        var analyzer = _analyzers[(int)language] ??= new WordAnalyzer(language);
        using var reader = new StringReader(text);
        using var words = analyzer.GetTokenStream("text", reader);
        var stems = words.GetAttribute<ICharTermAttribute>();
        var places = words.GetAttribute<IOffsetAttribute>();
        var steps = words.GetAttribute<IPositionIncrementAttribute>();
        (string Stem, string Form, int End)? before = null;
        words.Reset();
        while (words.IncrementToken())
        {
            var form = FormOf(text[places.StartOffset..places.EndOffset]);
            if (!form.Any(char.IsLetter) || form.Length < 2)
            {
                before = null;
                continue;
            }

            var stem = stems.ToString()!;
            Add(stem, form, weight);

            // A small word or a comma between two words parts them.
            if (before is { } left && steps.PositionIncrement == 1
                && text.AsSpan(left.End, places.StartOffset - left.End).IsWhiteSpace())
                Add($"{left.Stem} {stem}", $"{left.Form} {form}", weight);
            before = (stem, form, places.EndOffset);
        }

        words.End();
    }

    private static string FormOf(string word)
    {
        var form = word.ToLowerInvariant();
        return form.EndsWith("'s", StringComparison.Ordinal) || form.EndsWith("\u2019s", StringComparison.Ordinal)
            ? form[..^2]
            : form;
    }

    private void Add(string term, string form, double weight)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_weights, term, out _) += weight;
        _forms.TryAdd(term, form);
    }
}
