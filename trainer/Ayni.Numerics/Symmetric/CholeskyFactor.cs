namespace Ayni.Numerics;

/// <summary>
/// Cholesky factor of a symmetric positive definite matrix in double precision, A = UᵀU, for equations with several
/// right sides. On the caller's thread; up to a few thousand rows.
/// </summary>
public sealed class CholeskyFactor
{
    /// <summary>A pivot under this share of its diagonal element is rounding, not information.</summary>
    private const double PivotTolerance = 1e-14;

    private readonly double[] _upper;
    private readonly int _stride;

    private CholeskyFactor(double[] upper, int size, int stride) => (_upper, Size, _stride) = (upper, size, stride);

    /// <summary>Rows and columns.</summary>
    public int Size { get; }

    /// <summary>Factorises a matrix.</summary>
    /// <param name="matrix">size × size, row-major; what is below the diagonal is not read.</param>
    /// <param name="size">1 or more.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <exception cref="NotPositiveDefiniteException">A pivot is not well over 0.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CholeskyFactor Of(
        ReadOnlySpan<double> matrix, int size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (matrix.Length != (long)size * size)
            throw new ArgumentException($"{matrix.Length} numbers are not {size} × {size}.", nameof(matrix));
        var stride = VectorKernels.Pad(size);
        var upper = new double[checked(size * stride)];
        for (var row = 0; row < size; row++)
            matrix.Slice((row * size) + row, size - row).CopyTo(upper.AsSpan((row * stride) + row));
        for (var row = 0; row < size; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FinishRow(upper, row, stride);
        }

        return new CholeskyFactor(upper, size, stride);
    }

    /// <summary>Solves A X = B.</summary>
    /// <param name="rightSides">B, size × columns, row-major.</param>
    /// <param name="columns">1 or more.</param>
    /// <returns>X, size × columns, row-major.</returns>
    public double[] Solve(ReadOnlySpan<double> rightSides, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (rightSides.Length != (long)Size * columns)
        {
            throw new ArgumentException(
                $"{rightSides.Length} numbers are not {Size} × {columns}.", nameof(rightSides));
        }

        var width = VectorKernels.Pad(columns);
        var rows = new double[checked(Size * width)];
        for (var row = 0; row < Size; row++)
            rightSides.Slice(row * columns, columns).CopyTo(rows.AsSpan(row * width));
        for (var row = 0; row < Size; row++)
            Eliminate(rows, width, row, 0, row, byColumn: true);
        for (var row = Size - 1; row >= 0; row--)
            Eliminate(rows, width, row, row + 1, Size, byColumn: false);
        var solutions = new double[Size * columns];
        for (var row = 0; row < Size; row++)
            rows.AsSpan(row * width, columns).CopyTo(solutions.AsSpan(row * columns));
        return solutions;
    }

    /// <summary>Takes the rows above off a row of U, from the vector's width that holds the diagonal.</summary>
    private static void FinishRow(double[] upper, int row, int stride)
    {
        var from = row & ~7;
        var target = upper.AsSpan((row * stride) + from, stride - from);
        var diagonal = target[row - from];
        for (var above = 0; above < row; above++)
        {
            VectorKernels.Add(
                target, -upper[(above * stride) + row], upper.AsSpan((above * stride) + from, stride - from));
        }

        var pivot = target[row - from];
        if (!(pivot > PivotTolerance * diagonal) || !double.IsFinite(pivot))
            throw new NotPositiveDefiniteException(row, pivot);
        VectorKernels.Scale(target, 1 / Math.Sqrt(pivot), target);
    }

    /// <summary>Takes solved rows off one row of the right sides, and divides by the pivot.</summary>
    private void Eliminate(double[] rows, int width, int row, int first, int last, bool byColumn)
    {
        var target = rows.AsSpan(row * width, width);
        for (var solved = first; solved < last; solved++)
        {
            var factor = byColumn ? _upper[(solved * _stride) + row] : _upper[(row * _stride) + solved];
            VectorKernels.Add(target, -factor, rows.AsSpan(solved * width, width));
        }

        VectorKernels.Scale(target, 1 / _upper[(row * _stride) + row], target);
    }
}
