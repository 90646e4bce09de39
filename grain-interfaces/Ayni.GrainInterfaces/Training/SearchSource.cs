namespace Ayni.GrainInterfaces.Training;

/// <summary>Where a setting that is tried comes from.</summary>
public enum SearchSource
{
    /// <summary>The options asked for, with defaults for the rest.</summary>
    Defaults = 0,

    /// <summary>The version that was active when the run began.</summary>
    Active = 1,

    /// <summary>Drawn from the whole range.</summary>
    Drawn = 2,

    /// <summary>Drawn near the best so far.</summary>
    Refined = 3,
}
