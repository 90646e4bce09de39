using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.Benchmarking;

/// <summary>
/// The baseline: implicit ALS with three steps of conjugate gradients a row (Takács, Pilászy, Tikk 2011), as the
/// implicit library solves it: in float, started from the factor of the sweep before, YᵀY made once a half-sweep.
/// Same objective, first factors and order of half-sweeps as <see cref="ImplicitAls"/>.
/// </summary>
internal sealed class ConjugateGradientAls
{
    private const int RowsPerTask = 64;
    private readonly ImplicitAlsOptions _options;
    private readonly CsrMatrix _byUser;
    private readonly CsrMatrix _byItem;
    private readonly ParallelOptions _parallel;
    private readonly int _steps;

    /// <summary>Takes a problem and makes the first factors.</summary>
    /// <param name="confidences">Users × items.</param>
    /// <param name="options">Objective, rank and seed.</param>
    /// <param name="threads">Threads, 1 or more.</param>
    /// <param name="steps">Steps a row, 1 or more; the library's default is 3.</param>
    /// <param name="cancellationToken">Stops a sweep.</param>
    public ConjugateGradientAls(
        CsrMatrix confidences,
        ImplicitAlsOptions options,
        int threads,
        int steps = 3,
        CancellationToken cancellationToken = default)
    {
        _options = options.Validated();
        _byUser = confidences;
        _byItem = confidences.Transpose();
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        _steps = steps;
        UserFactors = new float[checked(confidences.Rows * options.Rank)];
        ItemFactors = new float[checked(confidences.Columns * options.Rank)];
        InitialFactors.Fill(options.Seed, 1, 0, options.Rank, options.InitialScale, ItemFactors);
    }

    /// <summary>Users × rank, zeros before the first sweep.</summary>
    public float[] UserFactors { get; }

    /// <summary>Items × rank.</summary>
    public float[] ItemFactors { get; }

    /// <summary>Solves the users, then the items.</summary>
    public void Sweep()
    {
        HalfSweep(_byUser, UserFactors, ItemFactors);
        HalfSweep(_byItem, ItemFactors, UserFactors);
    }

    /// <summary>The objective at the factors as they are.</summary>
    public LossParts Loss() => SweepLosses.Of(_byUser, _byItem, UserFactors, ItemFactors, _options);

    private void HalfSweep(CsrMatrix rows, float[] factors, float[] others)
    {
        var gramian = FloatGramian.Of(others, _options.Rank, _options.UnobservedWeight, _parallel);
        Parallel.For(
            0,
            (rows.Rows + RowsPerTask - 1) / RowsPerTask,
            _parallel,
            () => new ConjugateGradientRow(_options.Rank, _steps),
            (task, _, solver) =>
            {
                var to = Math.Min((task + 1) * RowsPerTask, rows.Rows);
                for (var row = task * RowsPerTask; row < to; row++)
                    SolveRow(rows, row, factors, others, gramian, solver);
                return solver;
            },
            _ => { });
    }

    private void SolveRow(
        CsrMatrix rows, int row, float[] factors, float[] others, float[] gramian, ConjugateGradientRow solver)
    {
        var factor = factors.AsSpan(row * _options.Rank, _options.Rank);
        if (rows.RowLength(row) == 0)
        {
            factor.Clear();
            return;
        }

        var regularization = RowRegularization.Of(_options, rows.RowLength(row), rows.Columns);
        solver.Solve(
            rows.RowColumns(row), rows.RowValues(row), others, gramian, (float)regularization, factor);
    }
}
