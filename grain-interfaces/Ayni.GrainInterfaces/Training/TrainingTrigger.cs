namespace Ayni.GrainInterfaces.Training;

/// <summary>What starts a training run.</summary>
public enum TrainingTrigger
{
    /// <summary>Somebody asked for it.</summary>
    Manual = 0,

    /// <summary>The schedule's time came.</summary>
    Schedule = 1,

    /// <summary>The data shifted since the active model was made.</summary>
    Drift = 2,

    /// <summary>The active model finds less of what shoppers buy than it did at first.</summary>
    MetricFall = 3,
}
