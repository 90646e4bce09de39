using System.Numerics;
using System.Runtime.InteropServices;

namespace Ayni.Numerics;

/// <summary>
/// Orthonormal columns for a tall matrix through the Cholesky factor of its Gramian: Y ← Y U⁻¹ with YᵀY = UᵀU. Nearly
/// dependent columns come out short instead of orthonormal; the subspace stays the same.
/// </summary>
internal static class OrthonormalBasis
{
    /// <summary>Cuts of the rows for the sum of the Gramian: fixed, so that threads change no bit.</summary>
    private const int Parts = 8;

    /// <summary>
    /// Added to the Gramian's diagonal, as a share of its largest element: over the rounding of its sums.
    /// </summary>
    private const double Ridge = 1e-5;

    /// <summary>Replaces the columns in place.</summary>
    /// <param name="matrix">Rows × width, row-major.</param>
    /// <param name="width">Columns.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static void Make(float[] matrix, int width, ParallelOptions parallel)
    {
        var factor = Gramian(matrix, width, parallel);
        Factorize(factor, width);
        DenseRows.Multiply(matrix, Inverse(factor, width), matrix, width, width, parallel);
    }

    /// <summary>YᵀY, width × width, both triangles; rounded to single precision within each of a few parts.</summary>
    public static double[] Gramian(float[] matrix, int width, ParallelOptions parallel)
    {
        var rows = matrix.Length / width;
        var partials = new float[Parts][];
        Parallel.For(0, Parts, parallel, part =>
        {
            var first = (int)((long)rows * part / Parts);
            var last = (int)((long)rows * (part + 1) / Parts);
            partials[part] = new float[width * width];
            DenseProducts.AddGram(
                matrix.AsSpan(first * width, (last - first) * width), partials[part], last - first, width);
        });
        var gramian = new double[width * width];
        for (var row = 0; row < width; row++)
        {
            for (var column = row; column < width; column++)
            {
                var sum = 0.0;
                foreach (var partial in partials)
                    sum += partial[(row * width) + column];
                gramian[(row * width) + column] = sum;
                gramian[(column * width) + row] = sum;
            }
        }

        return gramian;
    }

    /// <summary>A + ridge = UᵀU in place, row after row of U; what is below the diagonal is left over.</summary>
    private static void Factorize(double[] matrix, int width)
    {
        var ridge = 0.0;
        for (var row = 0; row < width; row++)
            ridge = Math.Max(ridge, Ridge * matrix[(row * width) + row]);
        for (var row = 0; row < width; row++)
        {
            var target = matrix.AsSpan((row * width) + row, width - row);
            target[0] += ridge;
            for (var above = 0; above < row; above++)
            {
                var source = matrix.AsSpan((above * width) + row, width - row);
                AddScaled(target, -source[0], source);
            }

            // A matrix of zeros has no basis: its columns stay 0.
            var scale = target[0] > 0 ? 1 / Math.Sqrt(Math.Max(target[0], ridge)) : 0;
            for (var column = 0; column < target.Length; column++)
                target[column] *= scale;
        }
    }

    /// <summary>
    /// U⁻¹ in single precision, from the last row up: row i is (eᵢ − Σ over k > i of U_ik · row k) / U_ii.
    /// </summary>
    private static float[] Inverse(double[] factor, int width)
    {
        var inverse = new double[width * width];
        for (var row = width - 1; row >= 0; row--)
        {
            var target = inverse.AsSpan((row * width) + row, width - row);
            var pivot = factor[(row * width) + row];
            if (pivot == 0)
                continue;
            target[0] = 1;
            for (var below = row + 1; below < width; below++)
            {
                AddScaled(
                    target[(below - row)..],
                    -factor[(row * width) + below],
                    inverse.AsSpan((below * width) + below, width - below));
            }

            for (var column = 0; column < target.Length; column++)
                target[column] /= pivot;
        }

        return Array.ConvertAll(inverse, element => (float)element);
    }

    private static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        var factors = new Vector<double>(factor);
        for (var index = 0; index < targets.Length; index++)
            targets[index] = Vector.FusedMultiplyAdd(factors, sources[index], targets[index]);
        for (var index = targets.Length * Vector<double>.Count; index < target.Length; index++)
            target[index] = Math.FusedMultiplyAdd(factor, source[index], target[index]);
    }
}
