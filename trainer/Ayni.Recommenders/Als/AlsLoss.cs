using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The objective from what the row solvers report, by blocks. Each block gives one partial sum a chunk of rows; added
/// over all chunks of a side in ascending order, they give the same bits however the side was cut into blocks.
/// </summary>
public static class AlsLoss
{
    /// <summary>Σ confidence · (1 − score)² over a block's observed pairs, one number a chunk.</summary>
    /// <param name="fits">What the block's rows reported, from a chunk's start.</param>
    /// <param name="rowsPerChunk"><see cref="RowChunks.RowsPerChunk"/> of the whole side.</param>
    public static double[] Observed(ReadOnlySpan<RowFit> fits, int rowsPerChunk)
    {
        var chunks = new double[RowChunks.CountOf(fits.Length, rowsPerChunk)];
        for (var row = 0; row < fits.Length; row++)
            chunks[row / rowsPerChunk] += fits[row].Observed;
        return chunks;
    }

    /// <summary>Unobserved weight · Σ score² over all pairs of a block's rows, one number a chunk.</summary>
    /// <param name="fits">What the block's rows reported, from a chunk's start.</param>
    /// <param name="rowsPerChunk"><see cref="RowChunks.RowsPerChunk"/> of the whole side.</param>
    public static double[] Unobserved(ReadOnlySpan<RowFit> fits, int rowsPerChunk)
    {
        var chunks = new double[RowChunks.CountOf(fits.Length, rowsPerChunk)];
        for (var row = 0; row < fits.Length; row++)
            chunks[row / rowsPerChunk] += fits[row].Unobserved;
        return chunks;
    }

    /// <summary>
    /// Σ λ of the row · ‖factor‖² over a block's rows, one number a chunk. Both sides have this part.
    /// </summary>
    /// <param name="block">Rows of one side, from a chunk's start; columns are all of the other side.</param>
    /// <param name="fits">What these rows reported.</param>
    /// <param name="options">Give what <see cref="RowRegularization"/> needs.</param>
    /// <param name="rowsPerChunk"><see cref="RowChunks.RowsPerChunk"/> of the whole side.</param>
    public static double[] Regularization(
        CsrMatrix block, ReadOnlySpan<RowFit> fits, ImplicitAlsOptions options, int rowsPerChunk)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentOutOfRangeException.ThrowIfNotEqual(fits.Length, block.Rows, nameof(fits));
        var chunks = new double[RowChunks.CountOf(block.Rows, rowsPerChunk)];
        for (var row = 0; row < block.Rows; row++)
        {
            var lambda = RowRegularization.Of(options, block.RowLength(row), block.Columns);
            chunks[row / rowsPerChunk] += lambda * fits[row].SquaredNorm;
        }

        return chunks;
    }
}
