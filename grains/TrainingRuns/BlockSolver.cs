using System.Collections.Immutable;
using Ayni.Numerics;
using Ayni.Training;

namespace Ayni.TrainingRuns;

/// <summary>
/// A half-sweep of one block: a pure function of its entries, the other side's factors and the order. It goes chunk by
/// chunk, which is where it can be stopped.
/// </summary>
/// <param name="plan">Plan of the run.</param>
/// <param name="side">Side of the rows.</param>
/// <param name="firstRow">Global index of the first row; starts a chunk.</param>
/// <param name="rows">Entries of the block.</param>
public sealed class BlockSolver(RunPlan plan, FactorSide side, int firstRow, CsrMatrix rows)
{
    private readonly ImplicitAlsOptions _options = AlsOptions.From(plan.Options);
    private readonly int _rowsPerChunk = RowChunks.RowsPerChunk(plan.Rows(side));

    /// <summary>Solves the rows, or makes their first factors in half-sweep 0.</summary>
    /// <param name="order">Half-sweep and Gramian.</param>
    /// <param name="others">The other side's factors, rows × rank; empty in half-sweep 0.</param>
    /// <param name="cancellationToken">Seen between two chunks.</param>
    /// <exception cref="NormalEquationException">A row has no finite solution.</exception>
    public SolvedBlock Solve(HalfSweepOrder order, float[] others, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var factors = new float[rows.Rows * _options.Rank];
        if (order.HalfSweep == 0)
            InitialFactors.Fill(_options.Seed, (int)side, firstRow, _options.Rank, _options.InitialScale, factors);
        else
            SolveRows(order, others, factors, cancellationToken);

        var report = new HalfSweepReport(
            order.HalfSweep,
            BlockCheckpoint.HashOf(factors),
            Observed(order.HalfSweep, factors, others),
            [.. AlsLoss.Regularization(rows, factors, _options, _rowsPerChunk)],
            FromCheckpoint: false);
        return new(new(report, factors), GramianChunks(factors));
    }

    /// <summary>Partial sums of the Gramian, in order of chunk.</summary>
    public IReadOnlyList<double[]> GramianChunks(float[] factors) =>
        Gramian.Chunks(factors, _options.Rank, _rowsPerChunk);

    private void SolveRows(
        HalfSweepOrder order, float[] others, float[] factors, CancellationToken cancellationToken)
    {
        var gramian = GramianSum.ToGramian(order.Gramian, _options.Rank);
        var solver = new AlsRowSolver(_options.Rank);
        for (var from = 0; from < rows.Rows; from += _rowsPerChunk)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var to = Math.Min(from + _rowsPerChunk, rows.Rows);
            HalfSweep.Solve(rows, firstRow, from, to, others, gramian, _options, solver, factors);
        }
    }

    /// <summary>
    /// The loss is asked for at the end of a sweep, when products have been solved; elsewhere it is spared.
    /// </summary>
    private ImmutableArray<double> Observed(int halfSweep, float[] factors, float[] others) =>
        side == FactorSide.Users || halfSweep == 0
            ? []
            : [.. AlsLoss.Observed(rows, factors, others, _options.Rank, _rowsPerChunk)];
}
