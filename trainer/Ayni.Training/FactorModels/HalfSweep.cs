using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Training;

/// <summary>
/// Half a sweep over a block: solves each row against the other side's fixed factors. A pure function of (block, other
/// factors, options), so a lost block is simply done again, and neither blocks nor threads change a bit.
/// </summary>
public static class HalfSweep
{
    private const int RowsPerTask = 64;

    /// <summary>
    /// Solves the rows from <paramref name="from"/> up to <paramref name="to"/>, on the caller's thread.
    /// </summary>
    /// <param name="block">Confidences of the block's rows; columns are all rows of the other side.</param>
    /// <param name="firstRow">Global index of the block's first row, for the message of an error.</param>
    /// <param name="from">First row, within the block.</param>
    /// <param name="to">Row after the last, within the block.</param>
    /// <param name="otherFactors">Factors of the other side, columns × rank.</param>
    /// <param name="otherGramian">Gramian of those factors.</param>
    /// <param name="options">Objective.</param>
    /// <param name="solver">Scratch; one a thread.</param>
    /// <param name="factors">Receives the factors of the block's rows, all rows × rank.</param>
    /// <exception cref="NormalEquationException">A row has no usable solution.</exception>
    public static void Solve(
        CsrMatrix block,
        long firstRow,
        int from,
        int to,
        ReadOnlySpan<float> otherFactors,
        Gramian otherGramian,
        ImplicitAlsOptions options,
        AlsRowSolver solver,
        Span<float> factors)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(solver);
        RequireShape(block, options, otherFactors.Length, factors.Length);
        for (var row = from; row < to; row++)
        {
            solver.Solve(
                block.RowColumns(row),
                block.RowValues(row),
                otherFactors,
                otherGramian,
                options.UnobservedWeight,
                RowRegularization.Of(options, block.RowLength(row), block.Columns),
                factors.Slice(row * options.Rank, options.Rank),
                firstRow + row);
        }
    }

    /// <summary>Solves all rows of a block on several threads.</summary>
    /// <param name="block">Confidences of the block's rows; columns are all rows of the other side.</param>
    /// <param name="firstRow">Global index of the block's first row, for the message of an error.</param>
    /// <param name="otherFactors">Factors of the other side, columns × rank.</param>
    /// <param name="otherGramian">Gramian of those factors.</param>
    /// <param name="options">Objective.</param>
    /// <param name="factors">Receives the factors of the block's rows, rows × rank.</param>
    /// <param name="parallel">Threads, scheduler and cancellation; null for one a processor.</param>
    /// <exception cref="NormalEquationException">A row has no usable solution; of several, any one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the factors are then of no use.</exception>
    public static void Run(
        CsrMatrix block,
        long firstRow,
        ReadOnlyMemory<float> otherFactors,
        Gramian otherGramian,
        ImplicitAlsOptions options,
        Memory<float> factors,
        ParallelOptions? parallel = null)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(options);
        RequireShape(block, options, otherFactors.Length, factors.Length);
        parallel ??= new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.For(
                0,
                (int)((block.Rows + (long)RowsPerTask - 1) / RowsPerTask),
                parallel,
                () => new AlsRowSolver(options.Rank),
                (task, _, solver) =>
                {
                    var from = task * RowsPerTask;
                    var to = (int)Math.Min((long)from + RowsPerTask, block.Rows);
                    Solve(
                        block, firstRow, from, to, otherFactors.Span, otherGramian, options, solver, factors.Span);
                    return solver;
                },
                _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private static void RequireShape(CsrMatrix block, ImplicitAlsOptions options, int otherLength, int length)
    {
        if (otherLength != (long)block.Columns * options.Rank || length != (long)block.Rows * options.Rank)
        {
            throw new ArgumentException(
                $"A block of {block.Rows} × {block.Columns} at rank {options.Rank} needs "
                + $"{(long)block.Columns * options.Rank} and {(long)block.Rows * options.Rank} numbers, "
                + $"not {otherLength} and {length}.");
        }
    }
}
