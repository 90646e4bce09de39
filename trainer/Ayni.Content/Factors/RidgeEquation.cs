using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>
/// The sums of a weighted ridge regression of several targets: with means taken off and weights scaled to a mean of 1,
/// XᵀWX and XᵀWY. They are made once and solved for any regularisation.
/// </summary>
internal sealed class RidgeEquation
{
    private readonly double[] _products;
    private readonly double[] _rightSides;
    private readonly double[] _featureMeans;
    private readonly double[] _targetMeans;
    private readonly int _width;
    private readonly int _rank;

    private RidgeEquation(Gramian sums, double[] featureMeans, double[] targetMeans)
    {
        (_featureMeans, _targetMeans) = (featureMeans, targetMeans);
        (_width, _rank) = (featureMeans.Length, targetMeans.Length);
        _products = new double[_width * _width];
        _rightSides = new double[_width * _rank];
        for (var row = 0; row < _width; row++)
        {
            for (var column = row; column < _width; column++)
                _products[(row * _width) + column] = sums[row, column];
            for (var column = 0; column < _rank; column++)
                _rightSides[(row * _rank) + column] = sums[row, _width + column];
        }
    }

    /// <param name="sample">What is learnt from.</param>
    /// <param name="items">Which items of it, at least one with a weight over 0.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static RidgeEquation Of(RidgeSample sample, IReadOnlyList<int> items, ParallelOptions parallel)
    {
        var (width, rank) = (sample.Width, sample.Rank);
        var total = items.Sum(item => (double)sample.WeightOf(item));
        var means = new double[width + rank];
        foreach (var item in items)
        {
            var share = sample.WeightOf(item) / total;
            Add(means.AsSpan(0, width), share, sample.FeaturesOf(item));
            Add(means.AsSpan(width), share, sample.TargetsOf(item));
        }

        var both = new float[checked(items.Count * (width + rank))];
        for (var row = 0; row < items.Count; row++)
        {
            var scale = Math.Sqrt(sample.WeightOf(items[row]) / total * items.Count);
            var target = both.AsSpan(row * (width + rank), width + rank);
            sample.FeaturesOf(items[row]).CopyTo(target);
            sample.TargetsOf(items[row]).CopyTo(target[width..]);
            for (var column = 0; column < target.Length; column++)
                target[column] = (float)(scale * (target[column] - means[column]));
        }

        return new RidgeEquation(Gramian.Of(both, width + rank, parallel), means[..width], means[width..]);
    }

    /// <summary>The map that minimises Σ weight · ‖y − ŷ‖² + regularization · ‖map‖², offsets not counted.</summary>
    public FactorMap Solve(double regularization, CancellationToken cancellationToken)
    {
        var matrix = (double[])_products.Clone();
        for (var row = 0; row < _width; row++)
            matrix[(row * _width) + row] += regularization;
        var map = CholeskyFactor.Of(matrix, _width, cancellationToken).Solve(_rightSides, _rank);
        var offsets = (double[])_targetMeans.Clone();
        for (var row = 0; row < _width; row++)
        {
            for (var column = 0; column < _rank; column++)
                offsets[column] -= _featureMeans[row] * map[(row * _rank) + column];
        }

        return new FactorMap(
            _width,
            _rank,
            regularization,
            Array.ConvertAll(map, element => (float)element),
            Array.ConvertAll(offsets, element => (float)element));
    }

    private static void Add(Span<double> target, double factor, ReadOnlySpan<float> source)
    {
        for (var element = 0; element < source.Length; element++)
            target[element] += factor * source[element];
    }
}
