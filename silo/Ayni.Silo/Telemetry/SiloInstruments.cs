namespace Ayni.Silo.Telemetry;

/// <summary>Names of what comes in, whichever way; the table of them is in the README.md beside this file.</summary>
public static class SiloInstruments
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Ayni.Silo";

    public const string Events = "ayni.events";
    public const string EventCommitFailures = "ayni.events.commit.failures";
    public const string AccessRefused = "ayni.access.refused";
}
