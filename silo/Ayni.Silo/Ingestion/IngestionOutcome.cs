namespace Ayni.Silo.Ingestion;

/// <summary>What became of events that came in, as a metric's tag says it.</summary>
internal static class IngestionOutcome
{
    public const string Appended = "appended";

    public const string Duplicate = "duplicate";

    public const string Refused = "refused";
}
