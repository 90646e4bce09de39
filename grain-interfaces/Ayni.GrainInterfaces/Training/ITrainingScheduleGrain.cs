using Ayni.Domain.Errors;
using Ayni.Domain.Training;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Training;

/// <summary>
/// Starts training runs of one model by a schedule, keyed by model name: at its times, and early for a reason. Looks
/// once a minute. Times that passed while no silo ran are made up for once.
/// </summary>
[Alias("ayni.training-schedule-grain")]
public interface ITrainingScheduleGrain : IGrainWithStringKey
{
    /// <summary>The schedule, and how it stands.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("get"), AlwaysInterleave]
    Task<TrainingScheduleView> Get(CancellationToken cancellationToken = default);

    /// <summary>Replaces the schedule; durable on return. Times before now are not made up for.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <exception cref="AyniException"><c>invalid</c>: something in it is wrong.</exception>
    [Alias("put")]
    Task<TrainingScheduleView> Put(TrainingSchedule schedule);

    /// <summary>Removes the schedule; a run under way goes on.</summary>
    /// <returns>False if there was none.</returns>
    [Alias("delete")]
    Task<bool> Delete();

    /// <summary>Something was seen that a schedule may train early for. Idempotent while it waits.</summary>
    /// <param name="reason">What was seen.</param>
    /// <param name="cancellationToken">Gives up; what is noted by then stays.</param>
    /// <returns>Whether the schedule takes it up.</returns>
    [Alias("notice")]
    Task<bool> Notice(TrainingReason reason, CancellationToken cancellationToken = default);
}
