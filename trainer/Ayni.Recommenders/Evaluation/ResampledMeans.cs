namespace Ayni.Recommenders;

/// <summary>
/// Means of all metrics over bootstrap samples of the users (Efron 1979): each sample draws as many users as there are,
/// with replacement. Samples of the same seed and number of users draw the same users, so that those of two models are
/// paired. A user for whom a metric is not defined is drawn, but not counted in that metric's mean.
/// </summary>
public sealed class ResampledMeans
{
    private readonly UserFigures _figures;
    private readonly BootstrapSamples _samples;

    private ResampledMeans(UserFigures figures, BootstrapSamples samples) => (_figures, _samples) = (figures, samples);

    /// <summary>Draws the samples.</summary>
    /// <param name="figures">Figures of each user.</param>
    /// <param name="options">Samples, confidence and seed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between two batches of samples.</param>
    /// <exception cref="OperationCanceledException">Cancelled; there are no means then.</exception>
    public static ResampledMeans Of(
        UserFigures figures, SignificanceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return new ResampledMeans(
            figures, BootstrapSamples.Draw(new ResampledColumns(figures), options, cancellationToken));
    }

    /// <summary>
    /// Percentile interval of a metric's mean: from the (1 − confidence) / 2 to the (1 + confidence) / 2 quantile of
    /// the samples.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff was not evaluated.</exception>
    public ConfidenceInterval IntervalOf(UserMetric metric, int cutoff) =>
        _samples.IntervalOf(_figures.ColumnOf(metric, cutoff));

    /// <summary>Percentile interval of this mean − the other's, over the same users in each sample.</summary>
    /// <exception cref="ArgumentException">Other users, or other options.</exception>
    public ConfidenceInterval DifferenceFrom(ResampledMeans baseline, UserMetric metric, int cutoff)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        PairedTest.RequireSameUsers(_figures, baseline._figures);
        return _samples.DifferenceFrom(
            baseline._samples, _figures.ColumnOf(metric, cutoff), baseline._figures.ColumnOf(metric, cutoff));
    }
}
