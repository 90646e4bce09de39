using System.Buffers;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Scores an item by the walks user → item → user → item that end at it, each step weighted by the scaled edge:
/// r R̃ᵀR̃ D_I^p with r the user's scaled row and R̃ = D_U^-a R D_I^-b. The linear filter of GF-CF (Shen et al. 2021,
/// "How powerful is graph convolution for recommendation?") with free exponents (generalised normalisation, Peng et al.
/// 2024, "How powerful is graph filtering for recommendation"). It keeps the high frequencies that a truncated spectrum
/// loses: what few users share. No training but the scaling; linear in the row, so that folding in and explanations are
/// exact. Says nothing (NaN) to a user without history, and about an item that nobody met.
/// </summary>
/// <remarks>
/// Items × items are never held: a score takes the user's second neighbours, about (items of a user) × (users of an
/// item) × (items of a user) multiplications a user.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
public sealed class WalkFilterRecommender(WalkFilterOptions? options = null) : IRecommender
{
    private readonly WalkFilterOptions _options = (options ?? new WalkFilterOptions()).Validated();
    private NormalizedGraph? _graph;
    private float[] _outputScales = [];

    /// <inheritdoc/>
    public string Name => "walk-filter";

    /// <inheritdoc/>
    public int Items => _graph?.Items ?? 0;

    /// <inheritdoc/>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        _graph = null;
        InvalidWeightException.ThrowIfAny(weights);
        cancellationToken.ThrowIfCancellationRequested();
        var graph = NormalizedGraph.Of(weights, _options.UserExponent, _options.ItemExponent);
        _outputScales = graph.OutputScales(_options.OutputExponent);
        _graph = graph;
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var graph = Fitted();
        Walk(graph, graph.Weights, users, scores);
    }

    /// <inheritdoc/>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var graph = Fitted();
        Histories.Require(histories, rows, graph.Items);
        Walk(graph, histories, rows, scores);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        var graph = Fitted();
        Histories.RequirePair(user, graph.Weights.Rows, item, graph.Items);
        var met = graph.ByUser.RowColumns(user);
        if (met.Length == 0 || float.IsNaN(_outputScales[item]))
            return [];

        // What each user passes on to the item, and from it what each past item does.
        var passedOn = new double[graph.ByUser.Rows];
        Add(graph.ByItem, item, _outputScales[item], passedOn);
        var parts = new ScoredIndex[met.Length];
        var values = graph.ByUser.RowValues(user);
        for (var entry = 0; entry < met.Length; entry++)
        {
            var sum = 0.0;
            var others = graph.ByItem.RowColumns(met[entry]);
            var edges = graph.ByItem.RowValues(met[entry]);
            for (var other = 0; other < others.Length; other++)
                sum += edges[other] * passedOn[others[other]];
            parts[entry] = new ScoredIndex(met[entry], (float)(values[entry] * sum));
        }

        Array.Sort(parts);
        return parts;
    }

    private void Walk(NormalizedGraph graph, CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var visits = ArrayPool<double>.Shared.Rent(graph.ByUser.Rows);
        var sums = ArrayPool<double>.Shared.Rent(graph.Items);
        var row = ArrayPool<float>.Shared.Rent(graph.Items);
        for (var index = 0; index < rows.Length; index++)
        {
            var met = histories.RowColumns(rows[index]);
            var target = scores.Slice(index * graph.Items, graph.Items);
            if (met.Length == 0)
            {
                target.Fill(float.NaN);
                continue;
            }

            var edges = row.AsSpan(0, met.Length);
            graph.NormalizeRow(histories, rows[index], edges);
            var users = visits.AsSpan(0, graph.ByUser.Rows);
            users.Clear();
            for (var entry = 0; entry < met.Length; entry++)
                Add(graph.ByItem, met[entry], edges[entry], users);
            var items = sums.AsSpan(0, graph.Items);
            items.Clear();
            for (var user = 0; user < users.Length; user++)
            {
                if (users[user] != 0)
                    Add(graph.ByUser, user, users[user], items);
            }

            for (var item = 0; item < items.Length; item++)
                target[item] = (float)(items[item] * _outputScales[item]);
        }

        ArrayPool<double>.Shared.Return(visits);
        ArrayPool<double>.Shared.Return(sums);
        ArrayPool<float>.Shared.Return(row);
    }

    /// <summary>target += factor · row.</summary>
    private static void Add(CsrMatrix matrix, int row, double factor, Span<double> target)
    {
        var columns = matrix.RowColumns(row);
        var values = matrix.RowValues(row);
        for (var entry = 0; entry < columns.Length; entry++)
            target[columns[entry]] += factor * values[entry];
    }

    private NormalizedGraph Fitted() =>
        _graph ?? throw new InvalidOperationException("The walk filter was not fitted.");
}
