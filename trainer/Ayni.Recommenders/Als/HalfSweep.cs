using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Half a sweep over a block: solves each row against the fixed side. A pure function of (block, fixed side, options),
/// so a lost block is simply done again, and neither blocks nor threads change a bit. (An iterative solver also starts
/// from the factors the rows have.)
/// </summary>
public static class HalfSweep
{
    /// <summary>Tasks a thread gets: enough that none waits long for the last one.</summary>
    private const int TasksPerThread = 32;

    /// <summary>Makes the solvers that a run's options ask for.</summary>
    public static RowSolverPool Solvers(ImplicitAlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (rank, blockSize) = (options.Rank, options.BlockSize);
        return options.Solver switch
        {
            AlsSolver.BlockCoordinate => new(() => new BlockRowSolver(rank, blockSize)),
            AlsSolver.Cholesky => new(() => new CholeskyRowSolver(rank)),
            _ => RowSolverPool.Exact(rank),
        };
    }

    /// <summary>
    /// Solves the rows from <paramref name="from"/> up to <paramref name="to"/>, on the caller's thread.
    /// </summary>
    /// <param name="block">Confidences of the block's rows; columns are all rows of the other side.</param>
    /// <param name="firstRow">Global index of the block's first row, for the message of an error.</param>
    /// <param name="from">First row, within the block.</param>
    /// <param name="to">Row after the last, within the block.</param>
    /// <param name="side">The other side.</param>
    /// <param name="options">Objective.</param>
    /// <param name="solver">Scratch; one a thread.</param>
    /// <param name="factors">Receives the factors of the block's rows, all rows × rank, in the side's axes.</param>
    /// <param name="fits">Receives what each row adds to the loss, all rows.</param>
    /// <exception cref="NormalEquationException">A row has no usable solution.</exception>
    public static void Solve(
        CsrMatrix block,
        long firstRow,
        int from,
        int to,
        FixedSide side,
        ImplicitAlsOptions options,
        IRowSolver solver,
        Span<float> factors,
        Span<RowFit> fits)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(side);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(solver);
        RequireShape(block, side, options, factors.Length, fits.Length);
        for (var row = from; row < to; row++)
        {
            var equation = new RowEquation(
                block.RowColumns(row),
                block.RowValues(row),
                RowRegularization.Of(options, block.RowLength(row), block.Columns),
                firstRow + row);
            fits[row] = solver.Solve(side, equation, factors.Slice(row * options.Rank, options.Rank));
        }
    }

    /// <summary>Solves all rows of a block on several threads.</summary>
    /// <param name="block">Confidences of the block's rows; columns are all rows of the other side.</param>
    /// <param name="firstRow">Global index of the block's first row, for the message of an error.</param>
    /// <param name="side">The other side.</param>
    /// <param name="options">Objective.</param>
    /// <param name="solvers">Where the threads get their solvers from.</param>
    /// <param name="factors">Receives the factors of the block's rows, rows × rank, in the side's axes.</param>
    /// <param name="parallel">Threads, scheduler and cancellation; null for one a processor.</param>
    /// <returns>What each row adds to the loss.</returns>
    /// <exception cref="NormalEquationException">A row has no usable solution; of several, any one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the factors are then of no use.</exception>
    public static RowFit[] Run(
        CsrMatrix block,
        long firstRow,
        FixedSide side,
        ImplicitAlsOptions options,
        RowSolverPool solvers,
        Memory<float> factors,
        ParallelOptions? parallel = null)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(solvers);
        parallel ??= new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        var fits = new RowFit[block.Rows];
        var threads = parallel.MaxDegreeOfParallelism < 1
            ? Environment.ProcessorCount
            : parallel.MaxDegreeOfParallelism;
        var starts = RowCost.Cut(block, options.Rank, TasksPerThread * threads);
        WorkQueue.Run(
            starts.Length - 1,
            parallel,
            solvers.Rent,
            (task, solver) => Solve(
                block, firstRow, starts[task], starts[task + 1], side, options, solver, factors.Span, fits),
            solvers.Return);
        return fits;
    }

    private static void RequireShape(
        CsrMatrix block, FixedSide side, ImplicitAlsOptions options, int length, int fits)
    {
        if (side.Rank != options.Rank || side.Rows != block.Columns || fits != block.Rows
            || length != (long)block.Rows * options.Rank)
        {
            throw new ArgumentException(
                $"A block of {block.Rows} × {block.Columns} at rank {options.Rank} needs "
                + $"{(long)block.Rows * options.Rank} numbers, {block.Rows} fits and a side of {block.Columns} × "
                + $"{options.Rank}, not {length}, {fits} and {side.Rows} × {side.Rank}.");
        }
    }
}
