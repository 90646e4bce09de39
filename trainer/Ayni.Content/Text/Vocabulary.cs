using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>The terms of a model, ascending by hash, and how rare each is.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<ulong, int> _indices;

    /// <param name="terms">Hashes, ascending.</param>
    /// <param name="rarities">Inverse document frequency of each: ln(1 + products / products with it).</param>
    public Vocabulary(ulong[] terms, float[] rarities)
    {
        (Terms, Rarities) = (terms, rarities);
        _indices = new Dictionary<ulong, int>(terms.Length);
        for (var index = 0; index < terms.Length; index++)
            _indices.Add(terms[index], index);
    }

    public ulong[] Terms { get; }

    public float[] Rarities { get; }

    /// <summary>Keeps the most frequent words and pieces, ties to the lower hash.</summary>
    public static Vocabulary Of(IReadOnlyDictionary<ulong, int> products, int total, TextModelOptions options)
    {
        var kept = Most(isPiece: false, options.MaxWords).Concat(Most(isPiece: true, options.MaxPieces)).ToArray();
        Array.Sort(kept);
        return new Vocabulary(
            kept, Array.ConvertAll(kept, term => (float)Math.Log(1 + ((double)total / products[term]))));

        IEnumerable<ulong> Most(bool isPiece, int limit) => products
            .Where(term => TermReader.IsPiece(term.Key) == isPiece && term.Value >= options.MinProducts)
            .OrderByDescending(term => term.Value)
            .ThenBy(term => term.Key)
            .Take(limit)
            .Select(term => term.Key);
    }

    /// <summary>
    /// The known terms of a text, ascending, with ln(1 + weight) × rarity, so scaled that words and pieces have their
    /// shares of the squared length 1.
    /// </summary>
    public ScoredIndex[] Weigh(TermReader reader, double pieceShare)
    {
        var known = new List<ScoredIndex>(reader.Terms.Count);
        foreach (var (term, weight) in reader.Terms)
        {
            if (_indices.TryGetValue(term, out var index))
                known.Add(new ScoredIndex(index, (float)(Math.Log(1 + weight) * Rarities[index])));
        }

        ScoredIndex[] sorted = [.. known.OrderBy(entry => entry.Index)];
        var (words, pieces) = (0.0, 0.0);
        foreach (var entry in sorted)
        {
            var square = (double)entry.Score * entry.Score;
            if (TermReader.IsPiece(Terms[entry.Index]))
                pieces += square;
            else
                words += square;
        }

        var wordScale = words > 0 ? Math.Sqrt((1 - pieceShare) / words) : 0;
        var pieceScale = pieces > 0 ? Math.Sqrt(pieceShare / pieces) : 0;
        for (var entry = 0; entry < sorted.Length; entry++)
        {
            var (index, score) = sorted[entry];
            var scale = TermReader.IsPiece(Terms[index]) ? pieceScale : wordScale;
            sorted[entry] = new ScoredIndex(index, (float)(score * scale));
        }

        return sorted;
    }
}
