namespace Ayni.GrainInterfaces.Training;

/// <summary>A run that was due and not started.</summary>
/// <param name="At">When that was settled.</param>
/// <param name="Reason">Why it was due.</param>
/// <param name="Why">Why it was not started, in words.</param>
[GenerateSerializer, Immutable, Alias("ayni.skipped-run")]
public sealed record SkippedRun(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] TrainingReason Reason, [property: Id(2)] string Why);
