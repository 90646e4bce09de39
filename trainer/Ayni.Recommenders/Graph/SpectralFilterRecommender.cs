using System.Buffers;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// A low-pass filter on the item graph: r V h(Σ) Vᵀ D_I^p, with r the user's scaled row, V and Σ the leading right
/// singular vectors and singular values of R̃ = D_U^-a R D_I^-b, and h(σ) = (σ / σ₁)^response. With a = b = ½ = p and
/// response 0 it is the ideal low-pass of GF-CF (Shen et al. 2021, "How powerful is graph convolution for
/// recommendation?"); free exponents and the response are those of SGFCF (Peng et al. 2024, "How powerful is graph
/// filtering for recommendation"). Linear in the row, so that folding in and explanations are exact. Says nothing (NaN)
/// to a user without history, and about an item that nobody met.
/// </summary>
/// <remarks>
/// Memory (users + 2 · items) × (rank + oversampling) × 4 bytes during the fit, items × rank × 8 after.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <param name="threads">Threads of the fit; 0 for one a processor. The model does not depend on it.</param>
/// <param name="progress">Told the share of the fit that is done, up to 1.</param>
public sealed class SpectralFilterRecommender(
    SpectralFilterOptions? options = null, int threads = 0, IProgress<double>? progress = null) : IRecommender
{
    private readonly SpectralFilterOptions _options = (options ?? new SpectralFilterOptions()).Validated();
    private NormalizedGraph? _graph;
    private float[] _outputScales = [];
    private float[] _inputs = [];
    private float[] _outputs = [];
    private int _rank;

    /// <inheritdoc/>
    public string Name => "spectral-filter";

    /// <inheritdoc/>
    public int Items => _graph?.Items ?? 0;

    /// <inheritdoc/>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        _graph = null;
        InvalidWeightException.ThrowIfAny(weights);
        cancellationToken.ThrowIfCancellationRequested();
        var graph = NormalizedGraph.Of(weights, _options.UserExponent, _options.ItemExponent);
        var svd = TruncatedSvd.Of(
            graph.ByUser, graph.ByItem, _options.Rank, _options.Svd, threads, progress, cancellationToken);
        _outputScales = graph.OutputScales(_options.OutputExponent);
        _rank = svd.Rank;
        _inputs = svd.RightVectors;
        _outputs = Responses(svd);
        _graph = graph;
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var graph = Fitted();
        Filter(graph, graph.Weights, users, scores);
    }

    /// <inheritdoc/>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var graph = Fitted();
        Histories.Require(histories, rows, graph.Items);
        Filter(graph, histories, rows, scores);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        var graph = Fitted();
        Histories.RequirePair(user, graph.Weights.Rows, item, graph.Items);
        if (_rank == 0 || float.IsNaN(_outputScales[item]))
            return [];
        var met = graph.ByUser.RowColumns(user);
        var values = graph.ByUser.RowValues(user);
        var output = _outputs.AsSpan(item * _rank, _rank);
        var parts = new ScoredIndex[met.Length];
        for (var entry = 0; entry < met.Length; entry++)
        {
            var similarity = ScoreScan.Dot(_inputs.AsSpan(met[entry] * _rank, _rank), output);
            parts[entry] = new ScoredIndex(met[entry], values[entry] * similarity);
        }

        Array.Sort(parts);
        return parts;
    }

    /// <summary>V h(Σ), each row times the item's output scale; 0 for items that nobody met.</summary>
    private float[] Responses(TruncatedSvd svd)
    {
        var responses = new float[svd.Rank];
        for (var direction = 0; direction < svd.Rank; direction++)
        {
            var share = svd.SingularValues[0] > 0 ? svd.SingularValues[direction] / svd.SingularValues[0] : 0;
            responses[direction] = share > 0 ? (float)Math.Pow(share, _options.Response) : 0;
        }

        var outputs = new float[svd.RightVectors.Length];
        for (var element = 0; element < outputs.Length; element++)
        {
            var scale = _outputScales[element / svd.Rank];
            if (!float.IsNaN(scale))
                outputs[element] = svd.RightVectors[element] * responses[element % svd.Rank] * scale;
        }

        return outputs;
    }

    private void Filter(NormalizedGraph graph, CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        if (_rank == 0)
        {
            scores[..(rows.Length * graph.Items)].Fill(float.NaN);
            return;
        }

        var queries = new float[rows.Length * _rank];
        var edges = ArrayPool<float>.Shared.Rent(graph.Items);
        for (var index = 0; index < rows.Length; index++)
        {
            var met = histories.RowColumns(rows[index]);
            graph.NormalizeRow(histories, rows[index], edges.AsSpan(0, met.Length));
            var query = queries.AsSpan(index * _rank, _rank);
            for (var entry = 0; entry < met.Length; entry++)
                SparseProducts.AddScaled(query, edges[entry], _inputs.AsSpan(met[entry] * _rank, _rank));
        }

        ArrayPool<float>.Shared.Return(edges);
        ScoreScan.Scores(queries, _outputs, _rank, scores[..(rows.Length * graph.Items)]);
        for (var index = 0; index < rows.Length; index++)
        {
            var target = scores.Slice(index * graph.Items, graph.Items);
            if (histories.RowLength(rows[index]) == 0)
                target.Fill(float.NaN);
            else
                Silence(target);
        }
    }

    private void Silence(Span<float> scores)
    {
        for (var item = 0; item < scores.Length; item++)
        {
            if (float.IsNaN(_outputScales[item]))
                scores[item] = float.NaN;
        }
    }

    private NormalizedGraph Fitted() =>
        _graph ?? throw new InvalidOperationException("The spectral filter was not fitted.");
}
