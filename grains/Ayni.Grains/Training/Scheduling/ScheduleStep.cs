using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>What a schedule does now.</summary>
/// <param name="State">Its state once that is done.</param>
/// <param name="Start">Why a run is to be started first; null: none is.</param>
internal sealed record ScheduleStep(TrainingScheduleState State, TrainingReason? Start = null);
