using System.Numerics;
using System.Runtime.InteropServices;

namespace Ayni.Numerics;

/// <summary>
/// Products of a sparse matrix with a dense one. Each element is a chain of fused multiply-adds over ascending columns:
/// the bits depend neither on the threads nor on the width of the processor's vectors.
/// </summary>
public static class SparseProducts
{
    private const int RowsPerTask = 128;

    /// <summary>product = sparse · dense.</summary>
    /// <param name="sparse">Rows × columns.</param>
    /// <param name="dense">Columns × width, row-major.</param>
    /// <param name="width">Columns of the dense matrix.</param>
    /// <param name="product">Receives rows × width.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static void Multiply(
        CsrMatrix sparse, float[] dense, int width, float[] product, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(sparse);
        Parallel.For(
            0,
            (sparse.Rows + RowsPerTask - 1) / RowsPerTask,
            parallel,
            task =>
            {
                var last = Math.Min((task + 1) * RowsPerTask, sparse.Rows);
                for (var row = task * RowsPerTask; row < last; row++)
                    MultiplyRow(sparse, row, dense, width, product.AsSpan(row * width, width));
            });
    }

    /// <summary>target += factor · source.</summary>
    /// <param name="target">As long as the source.</param>
    /// <param name="factor">Any number.</param>
    /// <param name="source">What is added.</param>
    public static void AddScaled(Span<float> target, float factor, ReadOnlySpan<float> source)
    {
        var targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        var sources = MemoryMarshal.Cast<float, Vector<float>>(source);
        var factors = new Vector<float>(factor);
        for (var index = 0; index < targets.Length; index++)
            targets[index] = Vector.FusedMultiplyAdd(factors, sources[index], targets[index]);
        for (var index = targets.Length * Vector<float>.Count; index < target.Length; index++)
            target[index] = MathF.FusedMultiplyAdd(factor, source[index], target[index]);
    }

    private static void MultiplyRow(CsrMatrix sparse, int row, float[] dense, int width, Span<float> target)
    {
        target.Clear();
        var columns = sparse.RowColumns(row);
        var values = sparse.RowValues(row);
        for (var entry = 0; entry < columns.Length; entry++)
            AddScaled(target, values[entry], dense.AsSpan(columns[entry] * width, width));
    }
}
