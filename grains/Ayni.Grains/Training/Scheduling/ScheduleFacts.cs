using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>What a schedule decides by.</summary>
/// <param name="Run">The run under way, or the last one, whoever started it.</param>
/// <param name="Head">End of the log.</param>
/// <param name="TrainedPosition">Log position that the newest model is made of; 0: none.</param>
internal sealed record ScheduleFacts(TrainingStatus Run, long Head, long TrainedPosition);
