using System.Diagnostics.Metrics;
using Ayni.Data.Retention;
using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Retention;

/// <summary>Counts what this gateway deletes. Thread-safe.</summary>
internal sealed class RetentionMetrics : IProgress<RetentionProgress>
{
    private readonly TimeProvider _clock;
    private readonly Counter<long> _deleted;
    private readonly Counter<long> _runs;
    private long _completedAt;

    public RetentionMetrics(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create(GatewayInstruments.MeterName);
        _deleted = meter.CreateCounter<long>(
            GatewayInstruments.RetentionDeleted, "{interaction}",
            "Interactions deleted because they were kept as long as their type is.");
        _runs = meter.CreateCounter<long>(GatewayInstruments.RetentionRuns, "{run}", "Runs of retention that ended.");
        meter.CreateObservableGauge(
            GatewayInstruments.RetentionAge, Ages, "s", "Time since this gateway's last run was through.");
    }

    /// <summary>A batch is gone. The shop's own types count as one: their names are the shop's.</summary>
    public void Report(RetentionProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var type = InteractionTypeNames.TryParse(value.Type, out _) ? value.Type : "custom";
        _deleted.Add(value.Deleted, new KeyValuePair<string, object?>("type", type));
    }

    /// <summary>A run ended.</summary>
    public void Ended(bool isThrough)
    {
        if (isThrough)
            Volatile.Write(ref _completedAt, _clock.GetTimestamp());
        _runs.Add(1, new KeyValuePair<string, object?>("outcome", isThrough ? "completed" : "failed"));
    }

    private Measurement<double>[] Ages() => Volatile.Read(ref _completedAt) is not 0 and var at
        ? [new(_clock.GetElapsedTime(at).TotalSeconds)]
        : [];
}
