namespace Ayni.Recommenders;

/// <summary>
/// A learned re-ranker, ready to order a shopper's candidates: trees, and what they ask of the items of one version of
/// a model. Immutable and thread-safe; same pool and taste, same bits.
/// </summary>
public sealed partial class Reranker
{
    private readonly CandidateFeatures _features;

    /// <param name="header">Whose it is, and how its pools are made.</param>
    /// <param name="facts">What is known of the version's items.</param>
    /// <param name="trees">Trees over <see cref="CandidateFeatures"/> of the header's parts.</param>
    /// <exception cref="ArgumentException">The three do not fit together: why.</exception>
    public Reranker(RerankerHeader header, ItemFacts facts, TreeEnsemble trees)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(trees);
        (Header, Facts, Trees) = (header.Validated(), facts, trees);
        _features = new CandidateFeatures(header.Parts, header.Weights, facts);
        if (!_features.Names.SequenceEqual(trees.Names, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The trees ask {string.Join(", ", trees.Names)}; the parts give {string.Join(", ", _features.Names)}.",
                nameof(trees));
        }
    }

    /// <summary>Whose it is, and how its pools are made.</summary>
    public RerankerHeader Header { get; }

    /// <summary>What is known of the version's items.</summary>
    public ItemFacts Facts { get; }

    /// <summary>The trees.</summary>
    public TreeEnsemble Trees { get; }

    /// <summary>Score of each candidate of a pool, in the pool's order; only its order means something.</summary>
    public double[] Score(CandidatePool pool, ShopperTaste taste)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var (width, rows) = (_features.Names.Count, RowsOf(pool, taste));
        var scores = new double[pool.Items.Length];
        for (var place = 0; place < scores.Length; place++)
            scores[place] = Trees.Score(rows.AsSpan(place * width, width));
        return scores;
    }

    /// <summary>What each feature adds to a candidate's score: see <see cref="TreeEnsemble.Explain"/>.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="taste">Whose it is.</param>
    /// <param name="place">Place of the candidate in the pool.</param>
    /// <returns>One part a feature of the trees; with their bias they add up to the score within rounding.</returns>
    public double[] Explain(CandidatePool pool, ShopperTaste taste, int place)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var width = _features.Names.Count;
        var parts = new double[width];
        Trees.Explain(RowsOf(pool, taste).AsSpan(place * width, width), parts);
        return parts;
    }

    /// <summary>
    /// Gives the scores of a blend out anew, in the order of the trees: the best candidate by the trees has the best
    /// score, and so on; equal ones are told apart by a bit, so that the order stays the trees'. So a score means what
    /// it meant before: boosters, least scores and what is in no pool are on the same scale.
    /// </summary>
    /// <param name="scores">By the trees; of equal ones the first comes first.</param>
    /// <param name="blend">By the blend, each finite.</param>
    /// <returns>The new score of each candidate.</returns>
    public static float[] Deal(double[] scores, float[] blend)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(blend);
        ArgumentOutOfRangeException.ThrowIfNotEqual(blend.Length, scores.Length, nameof(blend));
        var places = new int[scores.Length];
        for (var place = 0; place < places.Length; place++)
            places[place] = place;
        Array.Sort(places, (one, other) => scores[other].CompareTo(scores[one]) is not 0 and var byScore
            ? byScore
            : one.CompareTo(other));
        var sorted = blend.ToArray();
        Array.Sort(sorted);
        var dealt = new float[scores.Length];
        var last = float.PositiveInfinity;
        for (var rank = 0; rank < places.Length; rank++)
        {
            last = Math.Min(sorted[^(rank + 1)], float.BitDecrement(last));
            dealt[places[rank]] = last;
        }

        return dealt;
    }

    private float[] RowsOf(CandidatePool pool, ShopperTaste taste)
    {
        var rows = new float[pool.Items.Length * _features.Names.Count];
        _features.Fill(pool, taste, rows);
        return rows;
    }
}
