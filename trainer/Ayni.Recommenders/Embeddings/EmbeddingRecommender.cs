using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Scores an item by the cosine of its vector and the shopper's, by <see cref="ItemEmbeddings"/>. Of sequences, the
/// newest items count most; of a matrix, which has no order, items count by their weight, and what a user met is one
/// session in an order drawn by the seed.
/// </summary>
/// <param name="method">How vectors are made.</param>
/// <param name="options">Null for the defaults.</param>
/// <param name="threads">Threads, 1 or more; 0 for one a processor. The scores do not depend on it.</param>
public sealed class EmbeddingRecommender(
    EmbeddingMethod method, EmbeddingOptions? options = null, int threads = 0) : IRecommender, ISequenceRecommender
{
    private readonly EmbeddingOptions _options = (options ?? new EmbeddingOptions()).Validated();
    private ItemEmbeddings? _embeddings;
    private CsrMatrix? _weights;

    /// <inheritdoc cref="IRecommender.Name"/>
    public string Name => method == EmbeddingMethod.SkipGram ? SkipGram.Method : PmiVectors.Method;

    /// <inheritdoc cref="IRecommender.Items"/>
    public int Items => _embeddings?.Items ?? 0;

    /// <summary>The vectors.</summary>
    /// <exception cref="InvalidOperationException">Not fitted.</exception>
    public ItemEmbeddings Embeddings =>
        _embeddings ?? throw new InvalidOperationException("There are no vectors yet: call Fit first.");

    /// <inheritdoc/>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        (_embeddings, _weights) = (null, null);
        for (var row = 0; row < weights.Rows; row++)
            InvalidWeightException.ThrowIfAny(weights, row);
        var sessions = Enumerable.Range(0, weights.Rows).Select(row => Shuffled(weights.RowColumns(row), row)).ToList();
        Fit(ItemSequences.From(weights.Columns, sessions), cancellationToken);
        _weights = weights;
    }

    /// <inheritdoc/>
    public void Fit(ItemSequences sequences, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        (_embeddings, _weights) = (null, null);
        _embeddings = method == EmbeddingMethod.PmiVectors
            ? PmiVectors.Fit(sequences, _options, threads, cancellationToken)
            : SkipGram.Fit(sequences, _options, new ParallelOptions
            {
                MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
                CancellationToken = cancellationToken,
            });
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores) => ScoreRows(
        _weights ?? throw new InvalidOperationException("The model was not fitted on users: call Fit with a matrix."),
        users,
        scores);

    /// <inheritdoc/>
    void ISequenceRecommender.Score(ReadOnlySpan<int> history, Span<float> scores)
    {
        var ages = RecencyWeights.Power(history.Length, _options.HistoryDecay);
        Array.Reverse(ages);
        var shopper = new float[_options.Dimensions];
        Embeddings.OfShopper(history, ages, shopper);
        Embeddings.Score(shopper, scores);
    }

    /// <inheritdoc/>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        _ = Embeddings;
        Histories.Require(histories, rows, Items);
        ScoreRows(histories, rows, scores);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        if (_weights is not { } weights)
            throw new InvalidOperationException("The model was not fitted on users: call Fit with a matrix.");
        Histories.RequirePair(user, weights.Rows, item, Items);
        var shopper = new float[_options.Dimensions];
        var met = weights.RowColumns(user);
        var counts = weights.RowValues(user);
        Embeddings.OfShopper(met, counts, shopper);

        // The mean is divided by its length: the same share of every part.
        var (length, parts) = (0.0, new List<ScoredIndex>());
        for (var place = 0; place < met.Length; place++)
        {
            length += counts[place] * ScoreScan.Dot(Embeddings.Of(met[place]), shopper);
            var part = counts[place] * ScoreScan.Dot(Embeddings.Of(met[place]), Embeddings.Of(item));
            if (part != 0)
                parts.Add(new ScoredIndex(met[place], part));
        }

        if (length == 0)
            return [];
        return [.. parts.Select(part => new ScoredIndex(part.Index, (float)(part.Score / length))).Order()];
    }

    private void ScoreRows(CsrMatrix matrix, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var shopper = new float[_options.Dimensions];
        for (var place = 0; place < rows.Length; place++)
        {
            Embeddings.OfShopper(matrix.RowColumns(rows[place]), matrix.RowValues(rows[place]), shopper);
            Embeddings.Score(shopper, scores.Slice(place * Items, Items));
        }
    }

    private int[] Shuffled(ReadOnlySpan<int> items, int row)
    {
        var random = new SplitMix64(_options.Seed, row);
        var shuffled = items.ToArray();
        for (var place = 0; place < shuffled.Length; place++)
        {
            var chosen = place + random.Next(shuffled.Length - place);
            (shuffled[place], shuffled[chosen]) = (shuffled[chosen], shuffled[place]);
        }

        return shuffled;
    }
}
