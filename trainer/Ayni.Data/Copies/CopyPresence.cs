namespace Ayni.Data.Copies;

/// <summary>How a registered folder is found.</summary>
public enum CopyPresence
{
    /// <summary>It is there.</summary>
    There,

    /// <summary>Somebody writes or purges it.</summary>
    InUse,

    /// <summary>It is not there, or another one is in its place.</summary>
    Missing,
}
