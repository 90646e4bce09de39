namespace Ayni.GrainInterfaces.Training;

/// <summary>Where a run stands.</summary>
public enum TrainingPhase
{
    /// <summary>No run yet.</summary>
    Idle = 0,

    /// <summary>Reading the log into blocks.</summary>
    Snapshot = 1,

    /// <summary>Sweeping.</summary>
    Sweep = 2,

    /// <summary>Learning the weights of the parts and measuring on the hold-out.</summary>
    Judge = 3,

    /// <summary>Writing the model and switching to it.</summary>
    Publish = 4,

    /// <summary>Done; the model is active.</summary>
    Completed = 5,

    /// <summary>Done; the model was judged and not published: see <see cref="TrainingStatus.Message"/>.</summary>
    Refused = 6,

    /// <summary>Stopped by an error: see <see cref="TrainingStatus.Message"/>.</summary>
    Failed = 7,

    /// <summary>Stopped on request.</summary>
    Cancelled = 8,

    /// <summary>Fitting the neighbour parts, between the sweeps and the judgement.</summary>
    Fit = 9,

    /// <summary>Trying options on pairs held out for that, between the snapshot and the sweeps.</summary>
    Search = 10,
}
