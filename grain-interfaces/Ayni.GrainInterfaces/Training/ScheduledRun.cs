namespace Ayni.GrainInterfaces.Training;

/// <summary>A run that a schedule started.</summary>
/// <param name="RunId">Its id; once published, the version of its model.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("ayni.scheduled-run")]
public sealed record ScheduledRun(
    [property: Id(0)] string RunId,
    [property: Id(1)] DateTimeOffset StartedAt,
    [property: Id(2)] TrainingReason Reason);
