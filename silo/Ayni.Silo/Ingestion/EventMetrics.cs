using System.Diagnostics.Metrics;

namespace Ayni.Silo.Ingestion;

/// <summary>Counts of what comes in without HTTP, for whoever listens to the meter.</summary>
internal sealed class IngestionMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Ayni.Ingestion";

    private readonly Counter<long> _events;
    private readonly Counter<long> _failures;

    public IngestionMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _events = meter.CreateCounter<long>(
            "ayni.ingestion.events", "{event}", "Events appended, known already, or messages refused, by source.");
        _failures = meter.CreateCounter<long>(
            "ayni.ingestion.failures", "{commit}", "Commits that failed and were tried again, by source.");
    }

    public void Count(string source, string outcome, long count)
    {
        if (count > 0)
            _events.Add(count, new("source", source), new("outcome", outcome));
    }

    public void CountFailure(string source) => _failures.Add(1, new KeyValuePair<string, object?>("source", source));
}
