namespace Ayni.Numerics;

/// <summary>A product of a tall matrix with a small one, rows spread over threads.</summary>
internal static class DenseRows
{
    private const int RowsPerTask = 512;

    /// <summary>product = tall · small; the product may be the tall matrix itself where both are as wide.</summary>
    /// <param name="tall">Rows × depth, row-major.</param>
    /// <param name="small">Depth × width, row-major.</param>
    /// <param name="product">Receives rows × width.</param>
    /// <param name="depth">Columns of the tall matrix.</param>
    /// <param name="width">Columns of the small one.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static void Multiply(
        float[] tall, float[] small, float[] product, int depth, int width, ParallelOptions parallel)
    {
        var rows = tall.Length / depth;
        Parallel.For(
            0,
            (rows + RowsPerTask - 1) / RowsPerTask,
            parallel,
            () => new float[RowsPerTask * depth],
            (task, _, scratch) =>
            {
                var first = task * RowsPerTask;
                var count = Math.Min(RowsPerTask, rows - first);
                var source = scratch.AsSpan(0, count * depth);
                tall.AsSpan(first * depth, count * depth).CopyTo(source);
                DenseProducts.Multiply(
                    source, small, product.AsSpan(first * width, count * width), count, depth, width);
                return scratch;
            },
            _ => { });
    }
}
