using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>
/// The most alike products by the cosine of their content vectors, over all pairs: exact. Ties go to the lower index.
/// </summary>
public static class ContentNeighbours
{
    /// <summary>Rows compared with the whole catalogue at a time.</summary>
    private const int RowsPerTask = 64;

    /// <summary>Finds the neighbours of all products.</summary>
    /// <param name="vectors">Items × dimensions, row-major, each of length 1, or 0 for nothing to say.</param>
    /// <param name="dimensions">Length of a vector, 1 or more.</param>
    /// <param name="options">How many, and how alike; null for the defaults.</param>
    /// <param name="candidates">
    /// One bit an item, lowest first, set where it may be a neighbour; null allows all.
    /// </param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor. The answer does not depend on it.</param>
    /// <param name="cancellationToken">Stops between two groups of rows.</param>
    /// <returns>
    /// Items × items: a row holds a product's neighbours, itself not among them, with their cosines. Columns ascend; a
    /// product with nothing to say has none and is nobody's.
    /// </returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CsrMatrix Of(
        ReadOnlyMemory<float> vectors,
        int dimensions,
        ContentNeighbourOptions? options = null,
        ulong[]? candidates = null,
        int threads = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (vectors.Length % dimensions != 0)
            throw new ArgumentException($"{vectors.Length} numbers are not whole rows of {dimensions}.");
        options = (options ?? new ContentNeighbourOptions()).Validated();
        var items = vectors.Length / dimensions;
        if (candidates is not null && candidates.Length * 64L < items)
            throw new ArgumentException($"{candidates.Length * 64L} candidate bits for {items} items.");
        var rows = new ScoredIndex[items][];
        WorkQueue.Run(
            (items + RowsPerTask - 1) / RowsPerTask,
            TextEncoding.Threads(threads, cancellationToken),
            () => (Products: new float[Math.Min(RowsPerTask, items) * items], Best: new TopK(options.Neighbours)),
            (task, scratch) =>
            {
                var first = task * RowsPerTask;
                var count = Math.Min(RowsPerTask, items - first);
                DenseProducts.MultiplyTransposed(
                    vectors.Span.Slice(first * dimensions, count * dimensions), vectors.Span, scratch.Products, count,
                    dimensions, items);
                for (var row = 0; row < count; row++)
                {
                    rows[first + row] = Best(
                        scratch.Products.AsSpan(row * items, items), first + row, options, candidates, scratch.Best);
                }
            },
            _ => { });
        return ScoredRows.ToMatrix(rows, items);
    }

    private static ScoredIndex[] Best(
        ReadOnlySpan<float> cosines, int self, ContentNeighbourOptions options, ulong[]? candidates, TopK best)
    {
        best.Clear();
        var least = (float)options.MinSimilarity;
        for (var item = 0; item < cosines.Length; item++)
        {
            if (cosines[item] >= least && item != self && IsCandidate(candidates, item))
                best.Offer(item, cosines[item]);
        }

        var neighbours = best.Drain();
        Array.Sort(neighbours, (left, right) => left.Index.CompareTo(right.Index));
        return neighbours;
    }

    private static bool IsCandidate(ulong[]? candidates, int item) =>
        candidates is null || (candidates[item >> 6] >> (item & 63) & 1) != 0;
}
