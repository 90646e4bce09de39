using Ayni.Domain.Errors;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Training;

/// <summary>
/// Rows of one side of one run, keyed by <see cref="FactorBlockKey"/>: their entries, and their factors after the
/// newest half-sweeps. Holds nothing that cannot be made again from the snapshot and the checkpoints in the model
/// store.
/// </summary>
[Alias("ayni.factor-block")]
public interface IFactorBlockGrain : IGrainWithStringKey
{
    /// <summary>
    /// Solves the rows and, where the order says so, begins to store them. Idempotent: asked again, it answers from
    /// what it did. A caller whose call timed out asks again and waits for the solve under way.
    /// </summary>
    /// <param name="order">The half-sweep.</param>
    /// <param name="cancellationToken">Stops the solve: the run goes another way.</param>
    /// <exception cref="AyniException">
    /// <c>model_refused</c>: a row has no finite solution. <c>not_found</c>: the run's files are gone.
    /// </exception>
    /// <exception cref="LostFactorsException">Of the other side.</exception>
    [Alias("solve"), ResponseTimeout("00:10:00")]
    Task<HalfSweepReport> Solve(HalfSweepOrder order, CancellationToken cancellationToken = default);

    /// <summary>Waits until a half-sweep that was ordered to be stored is; a write that failed is made again.</summary>
    /// <param name="halfSweep">The half-sweep.</param>
    /// <param name="cancellationToken">Ends the wait; the write goes on.</param>
    /// <exception cref="LostFactorsException">Neither stored nor held.</exception>
    [Alias("when-stored"), AlwaysInterleave, ResponseTimeout("00:10:00")]
    Task WhenStored(int halfSweep, CancellationToken cancellationToken = default);

    /// <summary>
    /// Factors of some rows after a half-sweep, row-major. Answered while a solve is under way: that solve may be from
    /// before the run went back, and wait for the very block that asks.
    /// </summary>
    /// <param name="halfSweep">One of the two newest that the block has done.</param>
    /// <param name="firstRow">Index within the block.</param>
    /// <param name="rowCount">At most <see cref="FactorPayload.MaxBytes"/> of factors.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LostFactorsException">It neither holds nor stored that half-sweep.</exception>
    [Alias("read-factors"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<FactorPayload> ReadFactors(
        int halfSweep, int firstRow, int rowCount, CancellationToken cancellationToken = default);

    /// <summary>Stops solving and frees the memory: the run is over. Idempotent.</summary>
    [Alias("release"), AlwaysInterleave]
    Task Release(CancellationToken cancellationToken = default);
}
