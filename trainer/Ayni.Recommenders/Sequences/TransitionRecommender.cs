using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Item-to-item transitions: who met <c>i</c>, what did they meet after it, and how soon. With n the number of
/// interactions of an item, T(i, j) = (Σ d^-δ)^ρ / ((n_i + s)^p (n_j + s)^q) · f_j over all pairs of a user's items, j
/// being d positions after i; pairs where j is before i count by a share; f is the freshness (<see
/// cref="ItemFreshness"/>). The score of j is Σ k^-η T(h_k, j) over the history,
/// h_1 its newest item. A Markov chain of the first order with skips (as in Fossil, He and McAuley 2016, and the
/// sequential rules of Ludewig and Jannach 2018), counted instead of learnt.
/// </summary>
/// <remarks>Memory: 8 bytes for each pair of items that one user met within the window of each other.</remarks>
/// <param name="options">Null for the defaults.</param>
public sealed class TransitionRecommender(TransitionOptions? options = null) : ISequenceRecommender
{
    private readonly TransitionOptions _options = (options ?? new TransitionOptions()).Validated();
    private CsrMatrix? _transitions;
    private float[] _recency = [];

    /// <inheritdoc/>
    public string Name => "transitions";

    /// <inheritdoc/>
    public int Items => _transitions?.Rows ?? 0;

    /// <summary>Items × items: T, with the item come from as the row.</summary>
    /// <exception cref="InvalidOperationException">Not fitted.</exception>
    public CsrMatrix Transitions =>
        _transitions ?? throw new InvalidOperationException("The transitions were not counted: call Fit first.");

    /// <inheritdoc/>
    public void Fit(ItemSequences sequences, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        _transitions = null;
        var counted = TransitionCounts.Of(sequences, _options, cancellationToken);
        _recency = RecencyWeights.Power(_options.Window, _options.HistoryDecay);
        _transitions = Scaled(
            counted, ItemCounts(sequences),
            ItemFreshness.Of(
                sequences,
                (user, place) => sequences.Of(user).Length - place,
                _options.FreshnessExponent,
                _options.FreshnessShrinkage));
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> history, Span<float> scores)
    {
        var transitions = Transitions;
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, transitions.Rows, nameof(scores));
        scores.Clear();
        for (var age = Math.Min(history.Length, _recency.Length) - 1; age >= 0; age--)
        {
            var from = history[^(age + 1)];
            var columns = transitions.RowColumns(from);
            var values = transitions.RowValues(from);
            for (var entry = 0; entry < columns.Length; entry++)
                scores[columns[entry]] += _recency[age] * values[entry];
        }

        // 0 means that no transition leads there: nothing to say, rather than a tie of thousands by index.
        foreach (ref var score in scores)
        {
            if (score == 0)
                score = float.NaN;
        }
    }

    /// <summary>Splits a score into parts by item of the history; they add up to it within rounding.</summary>
    /// <param name="history">As for <see cref="Score"/>.</param>
    /// <param name="item">Item that was scored.</param>
    /// <returns>Past items and their parts: largest first, then by index; empty where the score is NaN.</returns>
    /// <exception cref="InvalidOperationException">Not fitted.</exception>
    public IReadOnlyList<ScoredIndex> Explain(ReadOnlySpan<int> history, int item)
    {
        var transitions = Transitions;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)item, (uint)transitions.Rows, nameof(item));
        var parts = new Dictionary<int, float>();
        for (var age = Math.Min(history.Length, _recency.Length) - 1; age >= 0; age--)
        {
            var from = history[^(age + 1)];
            var entry = transitions.RowColumns(from).BinarySearch(item);
            if (entry >= 0)
                parts[from] = parts.GetValueOrDefault(from) + (_recency[age] * transitions.RowValues(from)[entry]);
        }

        return [.. parts.Select(part => new ScoredIndex(part.Key, part.Value)).Order()];
    }

    private static int[] ItemCounts(ItemSequences sequences)
    {
        var counts = new int[sequences.ItemCount];
        for (var user = 0; user < sequences.UserCount; user++)
        {
            foreach (var item in sequences.Of(user))
                counts[item]++;
        }

        return counts;
    }

    private CsrMatrix Scaled(CsrMatrix counted, int[] itemCounts, double[] freshness)
    {
        var values = counted.Values.ToArray();
        for (var from = 0; from < counted.Rows; from++)
        {
            var source = Math.Pow(itemCounts[from] + _options.Shrinkage, -_options.SourceScaling);
            for (var entry = counted.RowStarts[from]; entry < counted.RowStarts[from + 1]; entry++)
            {
                var to = counted.ColumnIndices[entry];
                var target = Math.Pow(itemCounts[to] + _options.Shrinkage, -_options.TargetScaling);
                var count = Math.Pow(values[entry], _options.CountExponent);
                values[entry] = (float)(count * source * target * freshness[to]);
            }
        }

        return new CsrMatrix(
            counted.Rows, counted.Columns, counted.RowStarts.ToArray(), counted.ColumnIndices.ToArray(), values);
    }
}
