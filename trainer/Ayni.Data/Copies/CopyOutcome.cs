namespace Ayni.Data.Copies;

/// <summary>What became of a registered folder that was to forget erased shoppers.</summary>
public enum CopyOutcome
{
    /// <summary>It holds nobody who was erased.</summary>
    Clean,

    /// <summary>Erased shoppers were taken out.</summary>
    Purged,

    /// <summary>Left unfinished by a process that died, and deleted.</summary>
    Deleted,

    /// <summary>Somebody writes or purges it: it is left for later.</summary>
    InUse,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It has been missing for so long that it was taken off the register.</summary>
    Forgotten,

    /// <summary>It is on another machine.</summary>
    Elsewhere,

    /// <summary>It could not be purged.</summary>
    Failed,
}
