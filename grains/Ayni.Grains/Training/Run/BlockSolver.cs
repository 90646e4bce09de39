using Ayni.GrainInterfaces.Training;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// A half-sweep of one block: a pure function of its entries, the other side's factors and the order, however many
/// threads it is given.
/// </summary>
/// <param name="plan">Plan of the run.</param>
/// <param name="side">Side of the rows.</param>
/// <param name="firstRow">Global index of the first row; starts a chunk.</param>
/// <param name="rows">Entries of the block.</param>
/// <param name="solvers">Where a solve gets its scratch memory from.</param>
public sealed class BlockSolver(
    RunPlan plan, FactorSide side, int firstRow, CsrMatrix rows, RowSolverPool solvers)
{
    private readonly ImplicitAlsOptions _options = AlsOptions.From(plan.Options);
    private readonly int _rowsPerChunk = RowChunks.RowsPerChunk(plan.Rows(side));

    /// <summary>Solves the rows, or makes their first factors in half-sweep 0.</summary>
    /// <param name="order">The half-sweep.</param>
    /// <param name="others">The other side; null in half-sweep 0.</param>
    /// <param name="parallel">Threads, and where they come from; its token stops the solve.</param>
    /// <exception cref="NormalEquationException">A row has no finite solution.</exception>
    public BlockCheckpoint Solve(HalfSweepOrder order, FixedSide? others, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(parallel);
        var factors = GC.AllocateUninitializedArray<float>(rows.Rows * _options.Rank);
        RowFit[] fits;
        if (order.HalfSweep == 0)
        {
            InitialFactors.Fill(_options.Seed, (int)side, firstRow, _options.Rank, _options.InitialScale, factors);
            fits = new RowFit[rows.Rows];
        }
        else
        {
            ArgumentNullException.ThrowIfNull(others);
            fits = HalfSweep.Run(rows, firstRow, others, _options, solvers, factors, parallel);
        }

        var report = new HalfSweepReport(
            order.HalfSweep,
            FactorsHash: "",
            [.. AlsLoss.Observed(fits, _rowsPerChunk)],
            [.. AlsLoss.Regularization(rows, fits, _options, _rowsPerChunk)],
            [.. AlsLoss.Unobserved(fits, _rowsPerChunk)],
            FromCheckpoint: false);
        return new(report, factors);
    }
}
