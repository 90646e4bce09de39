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
    /// <summary>Starts a run and returns at once; durable on return.</summary>
    /// <exception cref="AyniException">
    /// <c>conflict</c>: a run is under way. <c>invalid</c>: an option is out of range.
    /// </exception>
    [Alias("start")]
    Task<TrainingStatus> Start(TrainingOptions options);

    /// <summary>The run under way, or the last one, or <see cref="TrainingPhase.Idle"/>.</summary>
    [Alias("get-status"), AlwaysInterleave]
    Task<TrainingStatus> GetStatus();

    /// <summary>Stops the run under way. Idempotent.</summary>
    [Alias("cancel")]
    Task<TrainingStatus> Cancel();
}
