namespace Ayni.Trainer;

/// <summary>What the process returns.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>Failed for a reason that is not the caller's: disk, network, a bug.</summary>
    public const int Failure = 1;

    /// <summary>Bad usage: an option, a file, a mapping, a data directory with nothing to work on.</summary>
    public const int Invalid = 2;

    /// <summary>The model was trained and judged, and not published.</summary>
    public const int ModelRefused = 3;

    /// <summary>Another process serves the data, or a training run is under way.</summary>
    public const int Conflict = 4;

    /// <summary>What was checked is not what its manifest says.</summary>
    public const int Differs = 5;

    /// <summary>The data shifted, where the caller asked to fail then.</summary>
    public const int DataShifted = 6;

    /// <summary>Cancelled with Ctrl-C, or by another.</summary>
    public const int Cancelled = 130;
}
