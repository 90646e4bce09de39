using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Ayni.Gateway.Http;

/// <summary>How full the limits of the gateway are, and how many requests they refused. Thread-safe.</summary>
internal sealed class LimitMetrics
{
    private readonly Counter<long> _refused;
    private readonly ConcurrentDictionary<string, (Func<double> Used, Func<int> Waiting)> _limits =
        new(StringComparer.Ordinal);

    public LimitMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(GatewayInstruments.MeterName);
        _refused = meter.CreateCounter<long>(
            GatewayInstruments.LimitRefused, "{request}", "Requests refused because a limit was reached.");
        meter.CreateObservableGauge(
            GatewayInstruments.LimitUsed,
            () => _limits.Select(limit => new Measurement<double>(limit.Value.Used(), Tag(limit.Key))),
            "1", "Share of a limit that is under way.");
        meter.CreateObservableGauge(
            GatewayInstruments.LimitWaiting,
            () => _limits.Select(limit => new Measurement<int>(limit.Value.Waiting(), Tag(limit.Key))),
            "{request}", "Requests that wait for their turn, with their bodies unread.");
    }

    /// <summary>A limit begins to hold: it has refused none yet, so that the first is a rise.</summary>
    public void Watch(string limit, Func<double> used, Func<int> waiting)
    {
        _limits[limit] = (used, waiting);
        _refused.Add(0, Tag(limit));
    }

    public void Refused(string limit) => _refused.Add(1, Tag(limit));

    private static KeyValuePair<string, object?> Tag(string limit) => new("limit", limit);
}
