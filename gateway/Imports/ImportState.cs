namespace Ayni.Gateway.Imports;

/// <summary>Where an import is.</summary>
public enum ImportState
{
    /// <summary>Accepted; it waits for those before it.</summary>
    Queued,

    /// <summary>Rows are being taken.</summary>
    Running,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>It ended without what it was for: <c>problem</c> says why.</summary>
    Failed,

    /// <summary>It was stopped by a request; rows taken until then stay.</summary>
    Cancelled,

    /// <summary>
    /// The gateway that took it stopped. It goes on when that gateway starts again; sent again to another one, rows
    /// that are in already do not count twice.
    /// </summary>
    Interrupted,
}
