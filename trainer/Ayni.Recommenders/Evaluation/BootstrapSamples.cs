using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Means of some metrics over bootstrap samples of the users, and the intervals they make.</summary>
internal sealed class BootstrapSamples
{
    private readonly SignificanceOptions _options;
    private readonly int _metrics;
    private readonly double[] _means;

    private BootstrapSamples(int metrics, SignificanceOptions options) =>
        (_metrics, _options, _means) = (metrics, options, new double[options.Resamples * metrics]);

    /// <summary>Draws the samples.</summary>
    /// <param name="source">What is summed.</param>
    /// <param name="options">Samples, confidence and seed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between two batches of samples.</param>
    /// <exception cref="OperationCanceledException">Cancelled; there are no means then.</exception>
    public static BootstrapSamples Draw(
        ResampledColumns source, SignificanceOptions? options, CancellationToken cancellationToken)
    {
        options = (options ?? new SignificanceOptions()).Validated();
        var samples = new BootstrapSamples(source.Metrics, options);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            CancellationToken = cancellationToken,
        };
        try
        {
            Parallel.For(
                0,
                (options.Resamples + ResampleBatch.Samples - 1) / ResampleBatch.Samples,
                parallel,
                () => new ResampleBatch(source),
                (number, _, batch) =>
                {
                    var first = number * ResampleBatch.Samples;
                    var count = Math.Min(ResampleBatch.Samples, options.Resamples - first);
                    batch.Draw(
                        options.Seed,
                        first,
                        samples._means.AsSpan(first * source.Metrics, count * source.Metrics));
                    return batch;
                },
                _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return samples;
    }

    /// <summary>
    /// Percentile interval of a metric's mean: from the (1 − confidence) / 2 to the (1 + confidence) / 2 quantile of
    /// the samples.
    /// </summary>
    public ConfidenceInterval IntervalOf(int metric) => Percentiles(sample => At(sample, metric));

    /// <summary>Percentile interval of this mean − the other's, sample by sample.</summary>
    /// <exception cref="ArgumentException">The other samples were drawn with other options.</exception>
    public ConfidenceInterval DifferenceFrom(BootstrapSamples baseline, int metric, int baselineMetric)
    {
        if (_options with { Threads = 0 } != baseline._options with { Threads = 0 })
            throw new ArgumentException("The samples differ: draw both with the same options.", nameof(baseline));
        return Percentiles(sample => At(sample, metric) - baseline.At(sample, baselineMetric));
    }

    private double At(int sample, int metric) => _means[(sample * _metrics) + metric];

    private ConfidenceInterval Percentiles(Func<int, double> meanOf)
    {
        var sorted = Enumerable.Range(0, _options.Resamples).Select(meanOf).Order().ToArray();
        var outside = (1 - _options.Confidence) / 2;
        return new ConfidenceInterval(Quantiles.Of(sorted, outside), Quantiles.Of(sorted, 1 - outside));
    }
}
