using System.Diagnostics.Metrics;

namespace Ayni.Storage.Interactions;

/// <summary>Measures appends to the log. Thread-safe.</summary>
internal sealed class LogMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
            [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Histogram<double> _duration;
    private readonly TimeProvider _time;

    /// <param name="meters">Makes the meter.</param>
    /// <param name="time">Measures.</param>
    public LogMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _duration = meters.Create(StorageInstruments.SourceName).CreateHistogram(
            StorageInstruments.LogAppendDuration, "s",
            "Time from an append to its commit on disk, the wait for the commit before it included.",
            tags: null, Seconds);
    }

    /// <summary>An append begins.</summary>
    /// <returns>What <see cref="End"/> is to be given.</returns>
    public long Begin() => _time.GetTimestamp();

    /// <summary>An append ends.</summary>
    public void End(long begun, bool isCommitted) => _duration.Record(
        _time.GetElapsedTime(begun).TotalSeconds,
        new KeyValuePair<string, object?>("outcome", isCommitted ? "committed" : "failed"));
}
