using System.Collections.Immutable;
using Ayni.Numerics;

namespace Ayni.Training;

/// <summary>
/// Implicit ALS with frequency-scaled regularisation, in one process:
/// Σ c (1 − x·y)² over observed pairs + α₀ Σ (x·y)² over all pairs + λ Σ (|I_u| + α₀|I|)^ν ‖x‖² + λ Σ (|U_i| + α₀|U|)^ν
/// ‖y‖² (Hu, Koren, Volinsky 2008; Rendle et al. 2021). The last half-sweep is over the users, so that a user's factor
/// is what folding in the same row against the item factors gives.
/// </summary>
public static class ImplicitAls
{
    /// <summary>Fits users and items.</summary>
    /// <param name="confidences">Users × items; see <see cref="Confidence"/>.</param>
    /// <param name="options">Objective, rank, sweeps, seed.</param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor. The factors do not depend on it.</param>
    /// <param name="progress">Told after each half-sweep.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="NormalEquationException">A row has no usable solution.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; there is no model then.</exception>
    public static ImplicitAlsModel Fit(
        CsrMatrix confidences,
        ImplicitAlsOptions options,
        int threads = 0,
        IProgress<AlsProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        options.Validated();
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        };
        var users = new Side(confidences, options);
        var items = new Side(confidences.Transpose(), options);
        InitialFactors.Fill(options.Seed, 1, 0, options.Rank, options.InitialScale, items.Factors);

        var total = (2 * options.Sweeps) + 1;
        var losses = ImmutableArray.CreateBuilder<LossParts>(options.Sweeps);
        for (var sweep = 0; sweep < options.Sweeps; sweep++)
        {
            users.SolveAgainst(items, options, parallel);
            progress?.Report(new AlsProgress((2 * sweep) + 1, total, null));
            items.SolveAgainst(users, options, parallel);
            losses.Add(Loss(users, items, options));
            progress?.Report(new AlsProgress((2 * sweep) + 2, total, losses[sweep]));
        }

        users.SolveAgainst(items, options, parallel);
        progress?.Report(new AlsProgress(total, total, null));
        return new ImplicitAlsModel(options.Rank, users.Factors, items.Factors, losses.MoveToImmutable());
    }

    private static LossParts Loss(Side users, Side items, ImplicitAlsOptions options)
    {
        var rank = options.Rank;
        var perUserChunk = RowChunks.RowsPerChunk(users.Matrix.Rows);
        var perItemChunk = RowChunks.RowsPerChunk(items.Matrix.Rows);
        return new LossParts(
            AlsLoss.Observed(users.Matrix, users.Factors, items.Factors, rank, perUserChunk).Sum(),
            AlsLoss.Unobserved(
                options.UnobservedWeight, Gramian.Of(users.Factors, rank), Gramian.Of(items.Factors, rank)),
            AlsLoss.Regularization(users.Matrix, users.Factors, options, perUserChunk).Sum()
            + AlsLoss.Regularization(items.Matrix, items.Factors, options, perItemChunk).Sum());
    }

    private sealed class Side(CsrMatrix matrix, ImplicitAlsOptions options)
    {
        public CsrMatrix Matrix { get; } = matrix;

        public float[] Factors { get; } = new float[checked(matrix.Rows * options.Rank)];

        public void SolveAgainst(Side other, ImplicitAlsOptions options, ParallelOptions parallel)
        {
            var gramian = Gramian.Of(other.Factors, options.Rank);
            HalfSweep.Run(Matrix, 0, other.Factors, gramian, options, Factors, parallel);
        }
    }
}
