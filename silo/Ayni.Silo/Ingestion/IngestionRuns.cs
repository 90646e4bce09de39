using System.Collections.Concurrent;
using Ayni.Domain.Interactions;
using Ayni.Silo.Ingestion.Protocol;

namespace Ayni.Silo.Ingestion;

/// <summary>Makes the runs of the consumers of this silo, and keeps how each is doing.</summary>
internal sealed class IngestionRuns(IInteractionLog log, EventMetrics metrics, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, IngestionStatus> _statuses = new(StringComparer.Ordinal);

    /// <summary>How a consumer is doing.</summary>
    public IngestionStatus StatusOf(string source) =>
        _statuses.GetOrAdd(source, static (name, counts) => new IngestionStatus(name, counts), metrics);

    /// <summary>Begins a run, of a new connection for example.</summary>
    public IngestionRun Begin(IngestionLimits limits, IngestionStatus status, ILogger logger) =>
        new(limits, log, status, clock, logger);
}
