using System.Runtime.ExceptionServices;
using System.Runtime.Intrinsics;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Best items of many users, over all candidates: the one ranking that all models share.</summary>
public static class Recommendations
{
    /// <summary>
    /// Users scored together: enough to reuse each item's factor, few enough for the scores to fit in memory.
    /// </summary>
    private const int UsersPerBatch = 64;

    /// <summary>The best items of each user: score descending, then item index ascending.</summary>
    /// <param name="model">A fitted model.</param>
    /// <param name="users">Row indices of the fitted matrix.</param>
    /// <param name="count">Items a user; fewer come back where the model has no more to say.</param>
    /// <param name="exclude">Users × items that must not be recommended; null excludes none.</param>
    /// <param name="candidates">
    /// One bit an item, lowest first, set where it may be recommended; null allows all.
    /// </param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor. The answer does not depend on it.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>One array a user, in the order given.</returns>
    public static ScoredIndex[][] Recommend(
        this IRecommender model,
        IReadOnlyList<int> users,
        int count,
        CsrMatrix? exclude = null,
        ulong[]? candidates = null,
        int threads = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Rank(
            model, users, count, exclude, candidates, threads,
            (batch, scores) => model.Score(batch, scores), cancellationToken);
    }

    /// <summary>The best items of each history, of users the model was not fitted on.</summary>
    /// <param name="model">A fitted model.</param>
    /// <param name="histories">Users × items, on the scale of the fitted weights.</param>
    /// <param name="rows">Rows of it to recommend for.</param>
    /// <param name="count">Items a row; fewer come back where the model has no more to say.</param>
    /// <param name="exclude">Rows as in the histories × items that must not be recommended; null excludes none.</param>
    /// <param name="candidates">One bit an item, set where it may be recommended; null allows all.</param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor. The answer does not depend on it.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>One array a row, in the order given.</returns>
    public static ScoredIndex[][] RecommendHistories(
        this IRecommender model,
        CsrMatrix histories,
        IReadOnlyList<int> rows,
        int count,
        CsrMatrix? exclude = null,
        ulong[]? candidates = null,
        int threads = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Rank(
            model, rows, count, exclude, candidates, threads,
            (batch, scores) => model.ScoreHistories(histories, batch, scores), cancellationToken);
    }

    private delegate void Scoring(ReadOnlySpan<int> rows, Span<float> scores);

    private static ScoredIndex[][] Rank(
        IRecommender model,
        IReadOnlyList<int> users,
        int count,
        CsrMatrix? exclude,
        ulong[]? candidates,
        int threads,
        Scoring score,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (candidates is not null && candidates.Length * 64L < model.Items)
            throw new ArgumentException($"{candidates.Length * 64L} candidate bits for {model.Items} items.");
        var results = new ScoredIndex[users.Count][];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        };
        try
        {
            Parallel.For(
                0,
                (users.Count + UsersPerBatch - 1) / UsersPerBatch,
                parallel,
                () => new Batch(model.Items, count),
                (batch, _, scratch) =>
                {
                    var from = batch * UsersPerBatch;
                    var size = Math.Min(UsersPerBatch, users.Count - from);
                    scratch.Rank(score, users, from, results.AsSpan(from, size), exclude, candidates);
                    return scratch;
                },
                _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return results;
    }

    private sealed class Batch(int items, int count)
    {
        private readonly int[] _users = new int[UsersPerBatch];
        private readonly float[] _scores = new float[UsersPerBatch * items];
        private readonly TopK _best = new(Math.Min(count, items));

        public void Rank(
            Scoring score,
            IReadOnlyList<int> users,
            int from,
            Span<ScoredIndex[]> results,
            CsrMatrix? exclude,
            ulong[]? candidates)
        {
            for (var slot = 0; slot < results.Length; slot++)
                _users[slot] = users[from + slot];
            var batch = _users.AsSpan(0, results.Length);
            score(batch, _scores.AsSpan(0, batch.Length * items));
            for (var slot = 0; slot < batch.Length; slot++)
            {
                var scores = _scores.AsSpan(slot * items, items);
                if (exclude is not null)
                {
                    foreach (var item in exclude.RowColumns(batch[slot]))
                        scores[item] = float.NaN;
                }

                results[slot] = Select(scores, candidates);
            }
        }

        private ScoredIndex[] Select(ReadOnlySpan<float> scores, ulong[]? candidates)
        {
            _best.Clear();
            var item = 0;
            for (; item + Vector256<float>.Count <= scores.Length; item += Vector256<float>.Count)
            {
                // Nearly all items are under the threshold: eight at a time are turned away without a closer look.
                var eight = Vector256.Create(scores.Slice(item, Vector256<float>.Count));
                if (Vector256.GreaterThanOrEqualAny(eight, Vector256.Create(_best.Threshold)))
                    Offer(scores, item, item + Vector256<float>.Count, candidates);
            }

            Offer(scores, item, scores.Length, candidates);
            return _best.Drain();
        }

        private void Offer(ReadOnlySpan<float> scores, int from, int to, ulong[]? candidates)
        {
            for (var item = from; item < to; item++)
            {
                if (IsCandidate(candidates, item))
                    _best.Offer(item, scores[item]);
            }
        }

        private static bool IsCandidate(ulong[]? candidates, int item) =>
            candidates is null || (candidates[item >> 6] >> (item & 63) & 1) != 0;
    }
}
