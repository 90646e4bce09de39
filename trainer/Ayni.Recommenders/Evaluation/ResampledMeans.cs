using System.Runtime.ExceptionServices;

namespace Ayni.Recommenders;

/// <summary>
/// Means of all metrics over bootstrap samples of the users (Efron 1979): each sample draws as many users as there are,
/// with replacement. Samples of the same seed and number of users draw the same users, so that those of two models are
/// paired. A user for whom a metric is not defined is drawn, but not counted in that metric's mean.
/// </summary>
public sealed class ResampledMeans
{
    private readonly UserFigures _figures;
    private readonly SignificanceOptions _options;
    private readonly double[] _means;

    private ResampledMeans(UserFigures figures, SignificanceOptions options) =>
        (_figures, _options, _means) = (figures, options, new double[options.Resamples * figures.Width]);

    /// <summary>Draws the samples.</summary>
    /// <param name="figures">Figures of each user.</param>
    /// <param name="options">Samples, confidence and seed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between two batches of samples.</param>
    /// <exception cref="OperationCanceledException">Cancelled; there are no means then.</exception>
    public static ResampledMeans Of(
        UserFigures figures, SignificanceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(figures);
        options = (options ?? new SignificanceOptions()).Validated();
        var means = new ResampledMeans(figures, options);
        var source = new ResampledColumns(figures);
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
                    batch.Draw(options.Seed, first, means._means.AsSpan(first * figures.Width, count * figures.Width));
                    return batch;
                },
                _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return means;
    }

    /// <summary>
    /// Percentile interval of a metric's mean: from the (1 − confidence) / 2 to the (1 + confidence) / 2 quantile of
    /// the samples.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff was not evaluated.</exception>
    public ConfidenceInterval IntervalOf(UserMetric metric, int cutoff)
    {
        var column = _figures.ColumnOf(metric, cutoff);
        return Percentiles(sample => At(sample, column));
    }

    /// <summary>Percentile interval of this mean − the other's, over the same users in each sample.</summary>
    /// <exception cref="ArgumentException">Other users, or other options.</exception>
    public ConfidenceInterval DifferenceFrom(ResampledMeans baseline, UserMetric metric, int cutoff)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        PairedTest.RequireSameUsers(_figures, baseline._figures);
        if (_options with { Threads = 0 } != baseline._options with { Threads = 0 })
            throw new ArgumentException("The samples differ: draw both with the same options.", nameof(baseline));
        var (own, other) = (_figures.ColumnOf(metric, cutoff), baseline._figures.ColumnOf(metric, cutoff));
        return Percentiles(sample => At(sample, own) - baseline.At(sample, other));
    }

    private double At(int sample, int column) => _means[(sample * _figures.Width) + column];

    private ConfidenceInterval Percentiles(Func<int, double> meanOf)
    {
        var sorted = Enumerable.Range(0, _options.Resamples).Select(meanOf).Order().ToArray();
        var outside = (1 - _options.Confidence) / 2;
        return new ConfidenceInterval(Quantile(sorted, outside), Quantile(sorted, 1 - outside));
    }

    /// <summary>Linear between the two nearest of the sorted values (type 7 of Hyndman and Fan 1996).</summary>
    private static double Quantile(double[] sorted, double quantile)
    {
        var place = quantile * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
