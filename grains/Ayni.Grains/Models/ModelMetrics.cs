using System.Diagnostics.Metrics;
using Ayni.Grains.Hosting;

namespace Ayni.Grains.Models;

/// <summary>Measures how long models and tables of the index take to load. Thread-safe; one a silo.</summary>
public sealed class ModelMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private readonly Histogram<double> _loads;
    private readonly Histogram<double> _builds;
    private readonly TimeProvider _time;

    /// <param name="meters">Makes the meter.</param>
    /// <param name="time">Measures.</param>
    public ModelMetrics(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _time = time;
        var meter = meters.Create(GrainInstruments.SourceName);
        _loads = meter.CreateHistogram(
            GrainInstruments.ModelLoadDuration, "s", "Time to load a model from the store.", tags: null, Seconds);
        _builds = meter.CreateHistogram(
            GrainInstruments.IndexBuildDuration, "s",
            "Time to make a table of the index, the loading of its model included.", tags: null, Seconds);
    }

    /// <summary>Measures a load of a model.</summary>
    internal Task<T> LoadAsync<T>(Func<Task<T>> load) => MeasureAsync(_loads, load);

    /// <summary>Measures the making of a table.</summary>
    internal Task BuildAsync(Func<Task> build) => MeasureAsync(
        _builds,
        async () =>
        {
            await build();
            return true;
        });

    private async Task<T> MeasureAsync<T>(Histogram<double> duration, Func<Task<T>> work)
    {
        var begun = _time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var made = await work();
            outcome = "completed";
            return made;
        }
        finally
        {
            duration.Record(
                _time.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
