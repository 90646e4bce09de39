namespace Ayni.GrainInterfaces.Training;

/// <summary>A reason to train before the schedule's time, which waits for the least interval to pass.</summary>
/// <param name="Reason">What was seen.</param>
/// <param name="SeenAt">When.</param>
[GenerateSerializer, Immutable, Alias("ayni.early-trigger")]
public sealed record EarlyTrigger(
    [property: Id(0)] TrainingReason Reason, [property: Id(1)] DateTimeOffset SeenAt);
