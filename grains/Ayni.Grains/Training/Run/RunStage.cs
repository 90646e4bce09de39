namespace Ayni.Grains.Training;

/// <summary>What a run waits for.</summary>
internal enum RunStage
{
    /// <summary>To be taken up.</summary>
    New = 0,

    /// <summary>Its snapshot.</summary>
    Snapshot = 1,

    /// <summary>Its blocks.</summary>
    Sweep = 2,

    /// <summary>Its judge.</summary>
    Judge = 3,

    /// <summary>The registry.</summary>
    Publish = 4,

    /// <summary>Its state, with which the next stage begins, to be durable.</summary>
    Saving = 5,

    /// <summary>Its blocks and files to be gone.</summary>
    CleanUp = 6,

    /// <summary>Nothing.</summary>
    Over = 7,

    /// <summary>Its neighbour parts.</summary>
    Fit = 8,

    /// <summary>A trial of its search, or what the search chose to be written.</summary>
    Search = 9,
}
