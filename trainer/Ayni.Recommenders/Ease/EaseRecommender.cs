using System.Buffers;
using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// EASE^R, a linear model of items by items without self-similarity (Steck 2019): a user's scores are X_u B with
/// B = I − P diag(1 / diag P) and P = (XᵀX + λI)⁻¹. In closed form, so that there is nothing to seed or to converge;
/// linear in the user's weights, so that explanations are exact. Says nothing (NaN) about items that nobody met or that
/// <see cref="EaseOptions.MaxItems"/> leaves out, and nothing at all to a user without any other.
/// </summary>
/// <remarks>
/// Deviation from the paper: with fewer users than items the inverse is taken on the users' side, which gives the same
/// scores from a smaller matrix. Folding in is then exact within rounding instead of bit for bit.
/// Memory n² × 4 bytes and time n³, with n the smaller number.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <param name="threads">Threads of the fit; 0 for one a processor.</param>
/// <param name="progress">Told the share of the fit that is done, up to 1.</param>
public sealed class EaseRecommender(
    EaseOptions? options = null, int threads = 0, IProgress<double>? progress = null) : IRecommender
{
    private readonly EaseOptions _options = (options ?? new EaseOptions()).Validated();
    private EaseItems? _items;
    private IEaseInverse? _inverse;
    private CsrMatrix? _weights;

    /// <inheritdoc/>
    public string Name => "ease";

    /// <inheritdoc/>
    public int Items => _items?.All ?? 0;

    /// <inheritdoc/>
    /// <exception cref="CatalogueTooLargeException">The inverse does not fit into the memory allowed.</exception>
    /// <exception cref="NotPositiveDefiniteException">λ is too small for the weights.</exception>
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
    /// <exception cref="CatalogueTooLargeException">The inverse does not fit into the memory allowed.</exception>
    /// <exception cref="NotPositiveDefiniteException">λ is too small for the weights.</exception>
    public void Fit(CsrMatrix weights, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(parallel);
        (_items, _inverse, _weights) = (null, null, null);
        InvalidWeightException.ThrowIfAny(weights);
        parallel.CancellationToken.ThrowIfCancellationRequested();
        var items = EaseItems.Of(weights, _options);
        RequireMemory(items.Items.Length, weights.Rows);
        try
        {
            if (items.Items.Length > 0)
                _inverse = Invert(items.Compress(weights), parallel);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        (_items, _weights) = (items, weights);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var (items, weights) = Fitted();
        var width = items.Items.Length;
        var products = ArrayPool<float>.Shared.Rent(users.Length * width);
        _inverse?.MultiplyUsers(users, products.AsSpan(0, users.Length * width));
        for (var index = 0; index < users.Length; index++)
        {
            Finish(
                items, items.Row(weights, users[index]), products.AsSpan(index * width, width),
                scores.Slice(index * items.All, items.All));
        }

        ArrayPool<float>.Shared.Return(products);
    }

    /// <inheritdoc/>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var (items, _) = Fitted();
        Histories.Require(histories, rows, items.All);
        var products = ArrayPool<float>.Shared.Rent(items.Items.Length);
        for (var index = 0; index < rows.Length; index++)
        {
            var history = items.Row(histories, rows[index]);
            var target = products.AsSpan(0, items.Items.Length);
            _inverse?.Multiply(history, target);
            Finish(items, history, target, scores.Slice(index * items.All, items.All));
        }

        ArrayPool<float>.Shared.Return(products);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        var (items, weights) = Fitted();
        Histories.RequirePair(user, weights.Rows, item, items.All);
        var slot = items.SlotOf(item);
        if (_inverse is null || slot < 0)
            return [];
        var parts = new List<ScoredIndex>();
        foreach (var (other, value) in items.Row(weights, user))
        {
            if (other != slot)
            {
                var similarity = -_inverse.Element(other, slot) / _inverse.Diagonal[slot];
                parts.Add(new ScoredIndex(items.Items[other], (float)(value * similarity)));
            }
        }

        parts.Sort();
        return parts;
    }

    private IEaseInverse Invert(CsrMatrix users, ParallelOptions parallel) => users.Rows < users.Columns
        ? new EaseByUsers(users, _options.Regularization, parallel, progress)
        : new EaseByItems(users, _options.Regularization, parallel, progress);

    private void RequireMemory(int items, int users)
    {
        var size = Math.Min(items, users);
        if (size == 0)
            return;
        var needed = SymmetricTiles.BytesToInvert(size);
        var allowed = _options.MaxMemoryBytes > 0
            ? _options.MaxMemoryBytes
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;
        if (needed > allowed)
        {
            throw new CatalogueTooLargeException(
                items, users, needed, allowed, SymmetricTiles.LargestSize(allowed));
        }
    }

    /// <summary>h B = h − (h P) / diag P, item by item.</summary>
    private void Finish(
        EaseItems items, List<(int Slot, float Value)> history, ReadOnlySpan<float> products, Span<float> scores)
    {
        scores.Fill(float.NaN);
        if (history.Count == 0)
            return;
        var diagonal = _inverse!.Diagonal;
        for (var slot = 0; slot < products.Length; slot++)
            scores[items.Items[slot]] = -(products[slot] / diagonal[slot]);
        foreach (var (slot, value) in history)
            scores[items.Items[slot]] += value;
    }

    private (EaseItems Items, CsrMatrix Weights) Fitted() => _items is not null && _weights is not null
        ? (_items, _weights)
        : throw new InvalidOperationException("EASE was not fitted.");
}
