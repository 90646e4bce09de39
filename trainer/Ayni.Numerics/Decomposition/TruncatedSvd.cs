using System.Runtime.ExceptionServices;

namespace Ayni.Numerics;

/// <summary>
/// Leading singular values and right singular vectors of a sparse matrix by randomised subspace iteration (Halko,
/// Martinsson, Tropp 2011, algorithms 4.4 and 5.1): a random start is multiplied by A and Aᵀ in turns, made orthonormal
/// in between, and the small problem on the subspace found is solved exactly.
/// </summary>
/// <remarks>
/// Leading directions are exact to single precision after a few iterations; the last ones, where singular values crowd,
/// are a good subspace rather than single vectors. Same matrix and options, same bits, whatever the threads.
/// </remarks>
public sealed class TruncatedSvd
{
    /// <summary>A squared singular value under this share of the largest is rounding.</summary>
    private const double Rounding = 1e-6;

    private TruncatedSvd(double[] singularValues, float[] rightVectors)
    {
        (SingularValues, RightVectors) = (singularValues, rightVectors);
    }

    /// <summary>Directions found: those asked for, or fewer where the matrix has no more.</summary>
    public int Rank => SingularValues.Length;

    /// <summary>Singular values, largest first.</summary>
    public double[] SingularValues { get; }

    /// <summary>Right singular vectors, columns of the matrix × <see cref="Rank"/>, row-major.</summary>
    public float[] RightVectors { get; }

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">A, rows × columns.</param>
    /// <param name="rank">Directions asked for, 1 or more.</param>
    /// <param name="options">Accuracy and seed; null for the defaults.</param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor.</param>
    /// <param name="progress">Told the share that is done, up to 1.</param>
    /// <param name="cancellationToken">Stops the decomposition.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TruncatedSvd Of(
        CsrMatrix matrix,
        int rank,
        TruncatedSvdOptions? options = null,
        int threads = 0,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Of(matrix, matrix.Transpose(), rank, options ?? new(), threads, progress, cancellationToken);
    }

    /// <summary>The same where the transpose is at hand.</summary>
    /// <param name="matrix">A, rows × columns.</param>
    /// <param name="transposed">Aᵀ.</param>
    /// <param name="rank">Directions asked for, 1 or more.</param>
    /// <param name="options">Accuracy and seed.</param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor.</param>
    /// <param name="progress">Told the share that is done, up to 1.</param>
    /// <param name="cancellationToken">Stops the decomposition.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TruncatedSvd Of(
        CsrMatrix matrix,
        CsrMatrix transposed,
        int rank,
        TruncatedSvdOptions options,
        int threads,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(transposed);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        options.Validated();
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        };
        var width = Math.Min(rank + options.Oversampling, Math.Min(matrix.Rows, matrix.Columns));
        if (width == 0 || matrix.EntryCount == 0)
            return new TruncatedSvd([], []);
        try
        {
            var images = Images(matrix, transposed, width, options, parallel, progress);
            return Solve(images, matrix.Columns, width, rank, parallel);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>AᵀQ, columns × width, for an orthonormal basis Q of the subspace.</summary>
    private static float[] Images(
        CsrMatrix matrix,
        CsrMatrix transposed,
        int width,
        TruncatedSvdOptions options,
        ParallelOptions parallel,
        IProgress<double>? progress)
    {
        var right = new float[checked(matrix.Columns * width)];
        var left = new float[checked(matrix.Rows * width)];
        InitialFactors.Fill(options.Seed, 1, 0, width, 1, right);
        SparseProducts.Multiply(matrix, right, width, left, parallel);
        for (var iteration = 0; iteration < options.Iterations; iteration++)
        {
            OrthonormalBasis.Make(left, width, parallel);
            SparseProducts.Multiply(transposed, left, width, right, parallel);
            SparseProducts.Multiply(matrix, right, width, left, parallel);
            progress?.Report((iteration + 1.0) / (options.Iterations + 2));
        }

        // Once more: the first pass is orthonormal within the condition number of the Gramian only.
        OrthonormalBasis.Make(left, width, parallel);
        OrthonormalBasis.Make(left, width, parallel);
        SparseProducts.Multiply(transposed, left, width, right, parallel);
        progress?.Report((options.Iterations + 1.0) / (options.Iterations + 2));
        return right;
    }

    /// <summary>With AᵀQ = Z and ZᵀZ = W Λ Wᵀ, the singular values are √Λ and the right vectors Z W Λ^-½.</summary>
    private static TruncatedSvd Solve(float[] images, int columns, int width, int rank, ParallelOptions parallel)
    {
        var eigen = SymmetricEigen.Of(OrthonormalBasis.Gramian(images, width, parallel), width, parallel);
        var order = Enumerable.Range(0, width).OrderByDescending(vector => eigen.Values[vector]).ToArray();
        var largest = eigen.Values[order[0]];
        var kept = order.Take(rank).Where(vector => eigen.Values[vector] > Rounding * largest).ToArray();
        var rotation = new float[width * kept.Length];
        for (var direction = 0; direction < kept.Length; direction++)
        {
            var scale = 1 / Math.Sqrt(eigen.Values[kept[direction]]);
            for (var element = 0; element < width; element++)
                rotation[(element * kept.Length) + direction] = (float)(scale * eigen[kept[direction], element]);
        }

        var vectors = new float[checked(columns * kept.Length)];
        DenseRows.Multiply(images, rotation, vectors, width, kept.Length, parallel);
        return new TruncatedSvd(Array.ConvertAll(kept, vector => Math.Sqrt(eigen.Values[vector])), vectors);
    }
}
