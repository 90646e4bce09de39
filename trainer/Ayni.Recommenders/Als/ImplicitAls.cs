using Ayni.Numerics;

namespace Ayni.Recommenders;

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
        CancellationToken cancellationToken = default) =>
        Fit(confidences, options, null, null, threads, progress, cancellationToken);

    /// <summary>Fits users and items from a model on, or watched.</summary>
    /// <param name="confidences">Users × items; see <see cref="Confidence"/>.</param>
    /// <param name="options">Objective, rank, sweeps to make, seed.</param>
    /// <param name="start">
    /// Model whose item factors to start from instead of random ones, of the same shape and rank. From the model of n
    /// sweeps of the same options, m more give the bits of n + m; its losses come first. It may lack its user factors
    /// where the solver is exact. Null starts anew.
    /// </param>
    /// <param name="goOn">
    /// Told the model of every number of sweeps but the last, which shares its arrays with the fit: read it in the
    /// call or copy it. Returns whether to go on; after false this model is the result.
    /// </param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor. The factors do not depend on it.</param>
    /// <param name="progress">Told after each half-sweep.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">The start is of another shape.</exception>
    /// <exception cref="NormalEquationException">A row has no usable solution.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; there is no model then.</exception>
    public static ImplicitAlsModel Fit(
        CsrMatrix confidences,
        ImplicitAlsOptions options,
        ImplicitAlsModel? start,
        Func<ImplicitAlsModel, bool>? goOn,
        int threads,
        IProgress<AlsProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        };
        return Fit(confidences, options, start, goOn, parallel, progress);
    }

    /// <summary>Fits users and items, watched, on threads of the caller's.</summary>
    /// <param name="confidences">Users × items.</param>
    /// <param name="options">Objective, rank, sweeps, seed.</param>
    /// <param name="goOn">As above.</param>
    /// <param name="parallel">Threads; its token stops the fit.</param>
    internal static ImplicitAlsModel Fit(
        CsrMatrix confidences,
        ImplicitAlsOptions options,
        Func<ImplicitAlsModel, bool> goOn,
        ParallelOptions parallel) => Fit(confidences, options, null, goOn, parallel, null);

    private static ImplicitAlsModel Fit(
        CsrMatrix confidences,
        ImplicitAlsOptions options,
        ImplicitAlsModel? start,
        Func<ImplicitAlsModel, bool>? goOn,
        ParallelOptions parallel,
        IProgress<AlsProgress>? progress)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        var run = new AlsRun(confidences, options, start, parallel);
        var total = (2 * options.Sweeps) + 1;
        for (var sweep = 0; sweep < options.Sweeps; sweep++)
        {
            run.SolveUsers();
            progress?.Report(new AlsProgress((2 * sweep) + 1, total, null));

            // Users solved against the items of the sweep before are that sweep's last half: its model, for free.
            if (sweep > 0 && goOn?.Invoke(run.Model()) == false)
                return run.Model();
            var loss = run.SolveItems();
            progress?.Report(new AlsProgress((2 * sweep) + 2, total, loss));
        }

        run.SolveUsers();
        progress?.Report(new AlsProgress(total, total, null));
        return run.Model();
    }
}
