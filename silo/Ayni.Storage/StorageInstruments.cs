using System.Diagnostics;

namespace Ayni.Storage;

/// <summary>Names of what the stores measure; the table of them is in silo/Ayni.Silo/Telemetry/README.md.</summary>
public static class StorageInstruments
{
    /// <summary>Name of the meter, and of the source of spans.</summary>
    public const string SourceName = "Ayni.Storage";

    public const string LogAppendDuration = "ayni.log.append.duration";
    public const string LogWaiting = "ayni.log.waiting";

    /// <summary>Spans of commits to the log; costs nothing while nobody listens.</summary>
    internal static readonly ActivitySource Spans = new(SourceName);
}
