using Ayni.Domain.Errors;
using Ayni.Domain.Training;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Training;

/// <summary>
/// Coordinates training of one model, keyed by model name. One run at a time. A run survives the loss of any silo: it
/// goes on from its last checkpoint, with the same result.
/// </summary>
[Alias("ayni.trainer")]
public interface ITrainerGrain : IGrainWithStringKey
{
    /// <summary>Starts a run because somebody asks for it, and returns at once; durable on return.</summary>
    /// <param name="options">Options of the run.</param>
    /// <param name="cancellationToken">Gives up; a run that is recorded by then goes on.</param>
    /// <exception cref="AyniException">
    /// <c>conflict</c>: a run is under way. <c>invalid</c>: an option is out of range.
    /// </exception>
    [Alias("start")]
    Task<TrainingStatus> Start(TrainingOptions options, CancellationToken cancellationToken = default);

    /// <summary>The same for a reason that becomes part of the model's lineage.</summary>
    /// <param name="options">Options of the run.</param>
    /// <param name="reason">Why it is started.</param>
    /// <param name="cancellationToken">Gives up; a run that is recorded by then goes on.</param>
    /// <exception cref="AyniException">As <see cref="Start"/>.</exception>
    [Alias("start-for")]
    Task<TrainingStatus> StartFor(
        TrainingOptions options, TrainingReason reason, CancellationToken cancellationToken = default);

    /// <summary>The run under way, or the last one, or <see cref="TrainingPhase.Idle"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("get-status"), AlwaysInterleave]
    Task<TrainingStatus> GetStatus(CancellationToken cancellationToken = default);

    /// <summary>
    /// The status now and at every change that shows, up to and with the first that is not running; that one is durable
    /// and comes once. Changes while nobody asks are one. Breaks off with the trainer's silo: see
    /// <see cref="TrainingFollowing.FollowAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the watch; the run goes on.</param>
    [Alias("watch")]
    IAsyncEnumerable<TrainingStatus> Watch(CancellationToken cancellationToken = default);

    /// <summary>Stops the run under way, unless it is being published. Idempotent.</summary>
    /// <param name="cancellationToken">Gives up waiting; the run stops all the same.</param>
    [Alias("cancel")]
    Task<TrainingStatus> Cancel(CancellationToken cancellationToken = default);
}
