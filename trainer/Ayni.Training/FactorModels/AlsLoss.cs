using Ayni.Numerics;

namespace Ayni.Training;

/// <summary>
/// The objective by blocks. Each block gives one partial sum a chunk of rows; added over all chunks of a side in
/// ascending order, they give the same bits however the side was cut into blocks.
/// </summary>
public static class AlsLoss
{
    /// <summary>Σ confidence · (1 − score)² over a block's observed pairs, one number a chunk.</summary>
    /// <param name="block">Rows of one side, from a chunk's start; columns are all of the other side.</param>
    /// <param name="factors">Factors of the block's rows, rows × rank.</param>
    /// <param name="otherFactors">Factors of the other side, columns × rank.</param>
    /// <param name="rank">Length of a factor.</param>
    /// <param name="rowsPerChunk"><see cref="RowChunks.RowsPerChunk"/> of the whole side.</param>
    public static double[] Observed(
        CsrMatrix block, ReadOnlySpan<float> factors, ReadOnlySpan<float> otherFactors, int rank, int rowsPerChunk)
    {
        ArgumentNullException.ThrowIfNull(block);
        var chunks = new double[RowChunks.CountOf(block.Rows, rowsPerChunk)];
        for (var row = 0; row < block.Rows; row++)
        {
            var factor = factors.Slice(row * rank, rank);
            var columns = block.RowColumns(row);
            var confidences = block.RowValues(row);
            for (var entry = 0; entry < columns.Length; entry++)
            {
                var miss = 1.0 - ScoreScan.Dot(factor, otherFactors.Slice(columns[entry] * rank, rank));
                chunks[row / rowsPerChunk] += confidences[entry] * miss * miss;
            }
        }

        return chunks;
    }

    /// <summary>
    /// Σ λ of the row · ‖factor‖² over a block's rows, one number a chunk. Both sides have this part.
    /// </summary>
    /// <param name="block">Rows of one side, from a chunk's start; columns are all of the other side.</param>
    /// <param name="factors">Factors of the block's rows, rows × rank.</param>
    /// <param name="options">Give the rank and what <see cref="RowRegularization"/> needs.</param>
    /// <param name="rowsPerChunk"><see cref="RowChunks.RowsPerChunk"/> of the whole side.</param>
    public static double[] Regularization(
        CsrMatrix block, ReadOnlySpan<float> factors, ImplicitAlsOptions options, int rowsPerChunk)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(options);
        var chunks = new double[RowChunks.CountOf(block.Rows, rowsPerChunk)];
        for (var row = 0; row < block.Rows; row++)
        {
            var norm = 0.0;
            foreach (var element in factors.Slice(row * options.Rank, options.Rank))
                norm += (double)element * element;
            chunks[row / rowsPerChunk] += RowRegularization.Of(options, block.RowLength(row), block.Columns) * norm;
        }

        return chunks;
    }

    /// <summary>Unobserved weight · Σ score² over all pairs, from the Gramians of both sides.</summary>
    public static double Unobserved(double unobservedWeight, Gramian users, Gramian items)
    {
        ArgumentNullException.ThrowIfNull(users);
        return unobservedWeight * users.InnerProduct(items);
    }
}
