namespace Ayni.Recommenders;

/// <summary>
/// The mean of any figure that is a number a user, such as revenue, with the bootstrap samples of
/// <see cref="ResampledMeans"/>: the same seed and number of users draw the same users.
/// </summary>
public sealed class ResampledFigure
{
    private readonly double[] _values;
    private readonly BootstrapSamples _samples;

    private ResampledFigure(double[] values, BootstrapSamples samples)
    {
        (_values, _samples) = (values, samples);
        var defined = values.Where(value => !double.IsNaN(value)).ToArray();
        (Users, Mean) = (defined.Length, defined.Length == 0 ? 0 : defined.Sum() / defined.Length);
    }

    /// <summary>Users for whom the figure is defined.</summary>
    public int Users { get; }

    /// <summary>Mean over them; 0 where there is none.</summary>
    public double Mean { get; }

    /// <summary>Percentile interval of the mean.</summary>
    public ConfidenceInterval Interval => _samples.IntervalOf(0);

    /// <summary>Draws the samples.</summary>
    /// <param name="values">One a user, not changed afterwards; NaN where the figure is not defined.</param>
    /// <param name="options">Samples, confidence and seed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between two batches of samples.</param>
    /// <exception cref="OperationCanceledException">Cancelled; there are no means then.</exception>
    public static ResampledFigure Of(
        double[] values, SignificanceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new ResampledFigure(
            values,
            BootstrapSamples.Draw(new ResampledColumns(values.Length, 1, values), options, cancellationToken));
    }

    /// <summary>Percentile interval of this mean − the other's, over the same users in each sample.</summary>
    /// <param name="baseline">A figure of the same users, in the same order.</param>
    /// <exception cref="ArgumentException">Another number of users, or other options.</exception>
    public ConfidenceInterval DifferenceFrom(ResampledFigure baseline)
    {
        RequireSameUsers(baseline);
        return _samples.DifferenceFrom(baseline._samples, 0, 0);
    }

    /// <summary>Tests this mean − the other's, user by user.</summary>
    /// <param name="baseline">A figure of the same users, in the same order.</param>
    /// <param name="options">Permutations and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">Another number of users.</exception>
    public PairedDifference TestAgainst(ResampledFigure baseline, SignificanceOptions? options = null)
    {
        RequireSameUsers(baseline);
        return PairedTest.Of([.. _values.Zip(baseline._values, (own, other) => own - other)], options);
    }

    private void RequireSameUsers(ResampledFigure baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        if (_values.Length != baseline._values.Length)
        {
            throw new ArgumentException(
                $"The figures are of {_values.Length} and {baseline._values.Length} users: ask both the same ones.",
                nameof(baseline));
        }
    }
}
