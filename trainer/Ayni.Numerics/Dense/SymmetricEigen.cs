namespace Ayni.Numerics;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix in double precision: Householder reflectors in blocks to
/// tridiagonal form, then QL with implicit shifts (Golub, Van Loan 2013, sections 5.1.7 and 8.3). The rotations are
/// written down first and applied to the vectors afterwards, strip by strip, so that a strip stays in the cache.
/// </summary>
/// <remarks>
/// The bits depend on the matrix alone, not on the threads. A matrix times a power of two has the same vectors.
/// </remarks>
public sealed class SymmetricEigen
{
    private readonly double[][] _strips;

    private SymmetricEigen(double[] values, double[][] strips)
    {
        (Values, _strips) = (values, strips);
    }

    /// <summary>Eigenvalues, in the order of the vectors; not sorted.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Element of an eigenvector.</summary>
    /// <param name="vector">Number of the eigenvector.</param>
    /// <param name="element">Its element.</param>
    public double this[int vector, int element] =>
        _strips[element / EigenStrip.Width][(vector * EigenStrip.Width) + (element % EigenStrip.Width)];

    /// <summary>Decomposes A = Σ value · vector vectorᵀ.</summary>
    /// <param name="matrix">size × size, row-major, both triangles.</param>
    /// <param name="size">1 or more.</param>
    /// <param name="parallel">Threads and cancellation; null for one thread.</param>
    /// <exception cref="ArgumentException">
    /// The shape is wrong, a number is not finite, or an eigenvalue is over the largest double.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The iteration did not converge; the matrix is not symmetric.
    /// </exception>
    public static SymmetricEigen Of(double[] matrix, int size, ParallelOptions? parallel = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (matrix.LongLength != (long)size * size)
            throw new ArgumentException($"{matrix.LongLength} numbers are not {size} × {size}.", nameof(matrix));
        var exponent = ExponentOf(LargestOf(matrix, size));
        parallel ??= new ParallelOptions { MaxDegreeOfParallelism = 1 };
        var reflectors = Tridiagonalization.Of(matrix, size, exponent, parallel);
        var rotations = TridiagonalRotations.Of(reflectors.Diagonal, reflectors.OffDiagonal);
        var strips = new double[(size + EigenStrip.Width - 1) / EigenStrip.Width][];
        Parallel.For(
            0,
            strips.Length,
            parallel,
            strip => strips[strip] = EigenStrip.Make(strip * EigenStrip.Width, size, reflectors, rotations));
        var values = Array.ConvertAll(reflectors.Diagonal, value => Math.ScaleB(value, -exponent));
        if (!Array.TrueForAll(values, double.IsFinite))
        {
            throw new ArgumentException(
                $"An eigenvalue of the matrix is over {double.MaxValue}: scale the matrix down.", nameof(matrix));
        }

        return new SymmetricEigen(values, strips);
    }

    /// <summary>
    /// Exponent of the power of two that brings the largest number to 1 or just over it. It changes no digit, and with
    /// it rounding, and a square that underflows, have one size for all matrices.
    /// </summary>
    private static int ExponentOf(double largest) => largest == 0 ? 0 : -Math.ILogB(largest);

    private static double LargestOf(double[] matrix, int size)
    {
        double largest = 0;
        for (var index = 0; index < matrix.Length; index++)
        {
            var element = Math.Abs(matrix[index]);
            if (!double.IsFinite(element))
            {
                throw new ArgumentException(
                    $"Element ({index / size}, {index % size}) of the matrix is {matrix[index]}: all must be finite.",
                    nameof(matrix));
            }

            largest = Math.Max(largest, element);
        }

        return largest;
    }
}
