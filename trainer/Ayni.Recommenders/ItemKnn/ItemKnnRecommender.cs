using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Item-based nearest neighbours (Sarwar et al. 2001): an item's score is the sum, over the items the user met, of the
/// user's weight × their similarity, where each met item speaks for its nearest neighbours only. Says nothing (NaN)
/// about an item that is no neighbour of any. Linear in the user's weights, so that explanations are exact.
/// </summary>
/// <param name="options">Options; null for the defaults.</param>
/// <param name="threads">Threads of the fit; 0 for one a processor.</param>
public sealed class ItemKnnRecommender(ItemKnnOptions? options = null, int threads = 0) : IRecommender
{
    private readonly ItemKnnOptions _options = (options ?? new ItemKnnOptions()).Validated();
    private CsrMatrix? _weights;
    private ScoredIndex[][] _neighbours = [];

    /// <inheritdoc/>
    public string Name => "item-knn";

    /// <inheritdoc/>
    public int Items => _neighbours.Length;

    /// <summary>
    /// Nearest neighbours of an item, the item itself not among them: similarity descending, then index.
    /// </summary>
    public ReadOnlySpan<ScoredIndex> Neighbours(int item) => _neighbours[item];

    /// <inheritdoc/>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default) => Fit(
        weights,
        new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        });

    /// <summary>Fits on given threads.</summary>
    /// <param name="weights">As for the other fit.</param>
    /// <param name="parallel">Threads, and where they come from; its token stops the fit.</param>
    public void Fit(CsrMatrix weights, ParallelOptions parallel)
    {
        (_weights, _neighbours) = (null, []);
        InvalidWeightException.ThrowIfAny(weights);
        var byUser = ItemWeights.Apply(weights, _options);
        var byItem = byUser.Transpose();
        var neighbours = new ScoredIndex[weights.Columns][];
        try
        {
            Parallel.For(
                0,
                weights.Columns,
                parallel,
                () => new Row(weights.Columns, _options.Neighbours),
                (item, _, row) =>
                {
                    neighbours[item] = row.Nearest(item, byItem, byUser);
                    return row;
                },
                _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        (_neighbours, _weights) = (neighbours, weights);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores) => ScoreRows(Fitted(), users, scores);

    /// <inheritdoc/>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        Fitted();
        Histories.Require(histories, rows, Items);
        ScoreRows(histories, rows, scores);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        var weights = Fitted();
        Histories.RequirePair(user, weights.Rows, item, Items);
        var met = weights.RowColumns(user);
        var values = weights.RowValues(user);
        var parts = new List<ScoredIndex>();
        for (var entry = 0; entry < met.Length; entry++)
        {
            foreach (var neighbour in _neighbours[met[entry]])
            {
                if (neighbour.Index == item)
                    parts.Add(new ScoredIndex(met[entry], values[entry] * neighbour.Score));
            }
        }

        parts.Sort();
        return parts;
    }

    private CsrMatrix Fitted() => _weights ?? throw new InvalidOperationException("Item-kNN was not fitted.");

    private void ScoreRows(CsrMatrix weights, ReadOnlySpan<int> users, Span<float> scores)
    {
        scores[..(users.Length * Items)].Fill(float.NaN);
        for (var slot = 0; slot < users.Length; slot++)
        {
            var row = scores.Slice(slot * Items, Items);
            var met = weights.RowColumns(users[slot]);
            var values = weights.RowValues(users[slot]);
            for (var entry = 0; entry < met.Length; entry++)
            {
                foreach (var neighbour in _neighbours[met[entry]])
                {
                    var score = values[entry] * neighbour.Score;
                    ref var target = ref row[neighbour.Index];
                    target = float.IsNaN(target) ? score : target + score;
                }
            }
        }
    }

    /// <summary>One row of item × item at a time (Gustavson 1978), and the best of it.</summary>
    private sealed class Row(int items, int neighbours)
    {
        private readonly double[] _sums = new double[items];
        private readonly int[] _touched = new int[items];
        private readonly TopK _best = new(neighbours);

        public ScoredIndex[] Nearest(int item, CsrMatrix byItem, CsrMatrix byUser)
        {
            var touched = 0;
            var users = byItem.RowColumns(item);
            var own = byItem.RowValues(item);
            for (var entry = 0; entry < users.Length; entry++)
            {
                var others = byUser.RowColumns(users[entry]);
                var values = byUser.RowValues(users[entry]);
                for (var other = 0; other < others.Length; other++)
                {
                    ref var sum = ref _sums[others[other]];
                    if (sum == 0)
                        _touched[touched++] = others[other];

                    // The smallest positive number keeps an item from being listed twice after a product of 0.
                    sum += Math.Max((double)own[entry] * values[other], double.Epsilon);
                }
            }

            for (var position = 0; position < touched; position++)
            {
                var other = _touched[position];
                if (other != item)
                    _best.Offer(other, (float)_sums[other]);
                _sums[other] = 0;
            }

            return _best.Drain();
        }
    }
}
