using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ayni.Grains.Hosting;

namespace Ayni.Grains.Answering;

/// <summary>Measures the stages of answers. Thread-safe; allocates nothing where no trace is kept.</summary>
public sealed class AnswerMetrics
{
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _unconfirmed;
    private readonly TimeProvider _time;

    /// <param name="meters">Makes the meter.</param>
    /// <param name="time">Measures.</param>
    public AnswerMetrics(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _time = time;
        _unconfirmed = meters.Create(GrainInstruments.SourceName).CreateCounter<long>(
            GrainInstruments.ProductsUnconfirmed, "{product}",
            "Products taken as the catalogue has them because their grains did not answer in time.");

        // From a fold-in of a few interactions to an answer that nobody waits for any more.
        _duration = meters.Create(GrainInstruments.SourceName).CreateHistogram(
            GrainInstruments.StageDuration,
            "s",
            "Time one stage of an answer takes.",
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                [
                    0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                    0.25, 1,
                ],
            });
    }

    /// <summary>A stage begins; it ends when what is returned is disposed of.</summary>
    /// <param name="stage">One of <see cref="AnswerStage"/>.</param>
    internal Stage Begin(string stage)
    {
        var span = GrainInstruments.Spans.StartActivity(stage);
        return _duration.Enabled || span is not null ? new Stage(this, stage, span, _time.GetTimestamp()) : default;
    }

    /// <summary>Products did not answer in time.</summary>
    internal void Unconfirmed(int products) => _unconfirmed.Add(products);

    private void End(in Stage stage) => _duration.Record(
        _time.GetElapsedTime(stage.Begun).TotalSeconds,
        new KeyValuePair<string, object?>("stage", stage.Name));

    /// <summary>A stage under way.</summary>
    internal readonly struct Stage(AnswerMetrics owner, string name, Activity? span, long begun) : IDisposable
    {
        public string Name => name;

        public long Begun => begun;

        public void Dispose()
        {
            owner?.End(this);
            span?.Dispose();
        }
    }
}
