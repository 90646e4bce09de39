namespace Ayni.Gateway;

/// <summary>
/// Names of what the gateway alone measures; the table of them is in silo/Ayni.Silo/Telemetry/README.md.
/// </summary>
internal static class GatewayInstruments
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Ayni.Gateway";

    public const string Recommendations = "ayni.recommendations";
    public const string RecommendationDuration = "ayni.recommendation.duration";
    public const string QualitySeverity = "ayni.quality.severity";
    public const string QualityPsi = "ayni.quality.psi";
    public const string QualityAge = "ayni.quality.report.age";
    public const string LimitRefused = "ayni.limit.refused";
    public const string LimitUsed = "ayni.limit.used";
    public const string LimitWaiting = "ayni.limit.waiting";
    public const string RetentionDeleted = "ayni.retention.deleted";
    public const string RetentionRuns = "ayni.retention.runs";
    public const string RetentionAge = "ayni.retention.age";
}
