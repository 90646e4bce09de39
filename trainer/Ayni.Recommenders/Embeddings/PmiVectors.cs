using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The closed form of skip-gram (Levy and Goldberg 2014): a truncated SVD of the shifted positive pointwise mutual
/// information max(0, ln(n_ij · n / (n_i · n_j^a)) − ln k) of items that stand near in sessions; an item's vector
/// is its row of U √Σ.
/// </summary>
/// <remarks>Same sessions and options: same bits for any number of threads.</remarks>
public static class PmiVectors
{
    /// <summary>Name of the method.</summary>
    public const string Method = "pmi-vectors";

    /// <summary>
    /// How much rarer items count in the denominator (Levy, Goldberg and Dagan 2015): else rare pairs say most.
    /// </summary>
    private const double ContextSmoothing = 0.75;

    /// <summary>Makes them.</summary>
    /// <param name="sessions">Sessions, or whole histories, oldest first.</param>
    /// <param name="options">Null for the defaults. Epochs, rate and exponent of the draws do not matter.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static ItemEmbeddings Fit(
        ItemSequences sessions,
        EmbeddingOptions? options = null,
        int threads = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        var chosen = (options ?? new EmbeddingOptions()).Validated();
        var matrix = Information(sessions, chosen);
        var dimensions = Math.Min(chosen.Dimensions, Math.Max(1, sessions.ItemCount));
        var svd = TruncatedSvd.Of(
            matrix, dimensions, new TruncatedSvdOptions { Seed = chosen.Seed }, threads, null, cancellationToken);
        var values = new float[sessions.ItemCount * chosen.Dimensions];
        for (var item = 0; item < sessions.ItemCount; item++)
        {
            for (var axis = 0; axis < svd.Rank; axis++)
            {
                values[(item * chosen.Dimensions) + axis] =
                    (float)(svd.RightVectors[(item * svd.Rank) + axis] * Math.Sqrt(svd.SingularValues[axis]));
            }
        }

        return new ItemEmbeddings(Method, chosen.Dimensions, values);
    }

    private static CsrMatrix Information(ItemSequences sessions, EmbeddingOptions options)
    {
        var (centres, contexts) = SessionPairs.Of(sessions, options.Window);
        var ones = new float[centres.Length];
        ones.AsSpan().Fill(1);
        var counts = CsrMatrix.FromTriples(sessions.ItemCount, sessions.ItemCount, centres, contexts, ones);
        var items = new double[sessions.ItemCount];
        foreach (var centre in centres)
            items[centre]++;
        var smoothed = Array.ConvertAll(items, count => Math.Pow(count, ContextSmoothing));
        var total = smoothed.Sum();
        var (rows, columns, values) = (new List<int>(), new List<int>(), new List<float>());
        for (var item = 0; item < counts.Rows; item++)
        {
            var others = counts.RowColumns(item);
            var together = counts.RowValues(item);
            for (var entry = 0; entry < others.Length; entry++)
            {
                // Both directions are smoothed alike, so that the matrix is symmetric.
                var expected = Math.Sqrt(
                    items[item] * smoothed[others[entry]] * items[others[entry]] * smoothed[item]) / total;
                var information = Math.Log(together[entry] / expected) - Math.Log(options.Negatives);
                if (information <= 0)
                    continue;
                rows.Add(item);
                columns.Add(others[entry]);
                values.Add((float)information);
            }
        }

        return CsrMatrix.FromTriples(counts.Rows, counts.Columns, [.. rows], [.. columns], [.. values]);
    }
}
