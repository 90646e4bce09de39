using System.Diagnostics.Metrics;

namespace Ayni.Storage.Interactions;

/// <summary>Measures appends to the log. Thread-safe.</summary>
internal sealed class LogMetrics
{
    public const string Committed = "committed";
    public const string Failed = "failed";

    /// <summary>As much waited as may.</summary>
    public const string Refused = "refused";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
            [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _time;

    /// <param name="meters">Makes the meter.</param>
    /// <param name="time">Measures.</param>
    public LogMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _meter = meters.Create(StorageInstruments.SourceName);
        _duration = _meter.CreateHistogram(
            StorageInstruments.LogAppendDuration, "s",
            "Time from an append to its commit on disk, the wait for the commit before it included.",
            tags: null, Seconds);
    }

    /// <summary>Shows how many interactions wait for a commit, asked for at each look.</summary>
    public void Watch(Func<int> waiting) => _meter.CreateObservableGauge(
        StorageInstruments.LogWaiting, waiting, "{interaction}", "Interactions that wait for a commit to the log.");

    /// <summary>An append begins.</summary>
    /// <returns>What <see cref="End"/> is to be given.</returns>
    public long Begin() => _time.GetTimestamp();

    /// <summary>An append ends.</summary>
    public void End(long begun, string outcome) => _duration.Record(
        _time.GetElapsedTime(begun).TotalSeconds,
        new KeyValuePair<string, object?>("outcome", outcome));
}
