namespace Ayni.GrainInterfaces.Training;

/// <summary>Why a run was started; part of a model's lineage.</summary>
/// <param name="Trigger">What started it.</param>
/// <param name="Detail">More about it, in words; empty if there is nothing to say.</param>
[GenerateSerializer, Immutable, Alias("ayni.training-reason")]
public sealed record TrainingReason([property: Id(0)] TrainingTrigger Trigger, [property: Id(1)] string Detail = "")
{
    /// <summary>Somebody asked for it.</summary>
    public static TrainingReason Manual { get; } = new(TrainingTrigger.Manual);

    /// <summary>Such as <c>manual</c> or <c>drift: two things shifted a lot: …</c>.</summary>
    public override string ToString()
    {
        var name = Trigger switch
        {
            TrainingTrigger.Schedule => "schedule",
            TrainingTrigger.Drift => "drift",
            TrainingTrigger.MetricFall => "metric fall",
            _ => "manual",
        };
        return Detail.Length == 0 ? name : $"{name}: {Detail}";
    }
}
