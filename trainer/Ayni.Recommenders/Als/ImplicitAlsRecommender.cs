using System.Collections.Concurrent;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Ranks by the dot product of the factors that <see cref="ImplicitAls"/> finds. A history is folded in by solving its
/// normal equation against the fitted item factors; the same equation explains a score (Hu, Koren, Volinsky 2008,
/// section 5).
/// </summary>
/// <param name="options">Options of the fit; null for the defaults.</param>
/// <param name="threads">Threads of the fit; 0 for one a processor.</param>
/// <param name="progress">Told after each half-sweep.</param>
public sealed class ImplicitAlsRecommender(
    ImplicitAlsOptions? options = null, int threads = 0, IProgress<AlsProgress>? progress = null) : IRecommender
{
    private readonly ImplicitAlsOptions _options = (options ?? new ImplicitAlsOptions()).Validated();
    private readonly ConcurrentBag<CholeskyRowSolver> _explainers = [];
    private RowSolverPool? _solvers;
    private CsrMatrix? _confidences;
    private float[] _scales = [];

    /// <inheritdoc/>
    public string Name => "als";

    /// <inheritdoc/>
    public int Items => Model?.ItemCount ?? 0;

    /// <summary>The factors; null before a fit.</summary>
    public ImplicitAlsModel? Model { get; private set; }

    /// <inheritdoc/>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        (Model, _confidences) = (null, null);
        InvalidWeightException.ThrowIfAny(weights);
        var confidences = Confidence.FromWeights(weights, _options);
        var scales = PopularityScale.Of(weights, _options.PopularityExponent);
        Use(ImplicitAls.Fit(confidences, _options, threads, progress, cancellationToken), confidences, scales);
    }

    /// <summary>Takes a model that is fitted already.</summary>
    /// <param name="model">Of the rank and objective of the options.</param>
    /// <param name="confidences">Users × items that it was fitted on.</param>
    /// <param name="scales">What the items' scores are multiplied by; none for 1.</param>
    internal void Use(ImplicitAlsModel model, CsrMatrix confidences, float[] scales)
    {
        (Model, _confidences, _scales) = (model, confidences, scales);
        _solvers = RowSolverPool.Exact(model.Rank);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var model = Fitted();
        var queries = new float[users.Length * model.Rank];
        for (var slot = 0; slot < users.Length; slot++)
        {
            model.UserFactors.AsSpan(users[slot] * model.Rank, model.Rank)
                .CopyTo(queries.AsSpan(slot * model.Rank));
        }

        ScoreAll(model, queries, scores);
    }

    /// <inheritdoc/>
    /// <exception cref="NormalEquationException">A row has no usable solution.</exception>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var model = Fitted();
        Histories.Require(histories, rows, Items);
        var queries = new float[rows.Length * model.Rank];
        var solver = _solvers!.Rent();
        for (var slot = 0; slot < rows.Length; slot++)
        {
            var weights = histories.RowValues(rows[slot]);
            var confidences = new float[weights.Length];
            Confidence.FromWeights(weights, _options, confidences);
            var equation = new RowEquation(
                histories.RowColumns(rows[slot]),
                confidences,
                RowRegularization.Of(_options, confidences.Length, Items),
                rows[slot]);
            solver.Solve(model.Items, equation, queries.AsSpan(slot * model.Rank, model.Rank));
        }

        _solvers.Return(solver);
        ScoreAll(model, queries, scores);
    }

    /// <inheritdoc/>
    /// <exception cref="NormalEquationException">The row has no usable solution.</exception>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        var model = Fitted();
        Histories.RequirePair(user, _confidences!.Rows, item, Items);
        var met = _confidences.RowColumns(user);
        var sums = new double[met.Length];
        if (!_explainers.TryTake(out var explainer))
            explainer = new CholeskyRowSolver(model.Rank);
        var equation = new RowEquation(
            met, _confidences.RowValues(user), RowRegularization.Of(_options, met.Length, Items), user);
        explainer.SolveParts(model.Items, equation, model.Items.FactorOf(item), sums);
        _explainers.Add(explainer);
        var scale = _scales.Length == 0 ? 1 : _scales[item];
        var parts = new ScoredIndex[met.Length];
        for (var entry = 0; entry < parts.Length; entry++)
            parts[entry] = new ScoredIndex(met[entry], (float)(sums[entry] * scale));
        Array.Sort(parts);
        return parts;
    }

    private void ScoreAll(ImplicitAlsModel model, float[] queries, Span<float> scores)
    {
        var rows = queries.Length / model.Rank;
        DenseProducts.MultiplyTransposed(queries, model.ItemFactors, scores, rows, model.Rank, Items);
        PopularityScale.Apply(scores[..(rows * Items)], _scales);
    }

    private ImplicitAlsModel Fitted() => Model ?? throw new InvalidOperationException("ALS was not fitted.");
}
