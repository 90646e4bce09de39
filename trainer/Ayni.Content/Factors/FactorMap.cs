using System.Globalization;
using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>
/// From what a product is (<see cref="FeatureSpace"/>) to the factor that a model would have learnt for it: linear, by
/// ridge regression on the items that have factors, in closed form (as in Gantner et al. 2010, "Learning
/// attribute-to-feature mappings"). A product nobody has met yet can then be scored like any other.
/// </summary>
/// <remarks>Same input, same bits, whatever the threads. Immutable and thread-safe.</remarks>
public sealed class FactorMap
{
    private const string Format = "ayni.factor-map";
    private const string Version = "1";

    private readonly float[] _map;
    private readonly float[] _offsets;

    internal FactorMap(int width, int rank, double regularization, float[] map, float[] offsets) =>
        (Width, Rank, Regularization, _map, _offsets) = (width, rank, regularization, map, offsets);

    /// <summary>Features of a product.</summary>
    public int Width { get; }

    /// <summary>Length of a factor.</summary>
    public int Rank { get; }

    /// <summary>The λ it was made with.</summary>
    public double Regularization { get; }

    /// <summary>Fits a map: the least Σ weight · ‖factor − prediction‖² + λ ‖map‖², offsets free.</summary>
    /// <param name="features">Items × width, row-major, finite.</param>
    /// <param name="width">Features of an item, 1 or more.</param>
    /// <param name="itemFactors">Items × rank, row-major, finite.</param>
    /// <param name="rank">Length of a factor, 1 or more.</param>
    /// <param name="weights">
    /// How much each item counts, 0 or more, such as the logarithm of how often it was met; brought to a mean of 1.
    /// Empty: all alike.
    /// </param>
    /// <param name="regularization">λ, over 0.</param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <exception cref="ArgumentException">Shapes disagree, a number is not finite, or no item has weight.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FactorMap Fit(
        ReadOnlyMemory<float> features,
        int width,
        ReadOnlyMemory<float> itemFactors,
        int rank,
        ReadOnlyMemory<float> weights,
        double regularization,
        int threads = 0,
        CancellationToken cancellationToken = default)
    {
        if (regularization is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(regularization), regularization, "λ must be over 0.");
        var sample = new RidgeSample(features, width, itemFactors, rank, weights);
        return Equation(sample, _ => true, TextEncoding.Threads(threads, cancellationToken))
            .Solve(regularization, cancellationToken);
    }

    /// <summary>Fits a map with the λ that predicts the factors of held-out items best.</summary>
    /// <param name="features">Items × width, row-major, finite.</param>
    /// <param name="width">Features of an item, 1 or more.</param>
    /// <param name="itemFactors">Items × rank, row-major, finite.</param>
    /// <param name="rank">Length of a factor, 1 or more.</param>
    /// <param name="weights">How much each item counts, 0 or more; empty: all alike.</param>
    /// <param name="options">The λ to try and the items to hold out; null for the defaults.</param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>
    /// The map, fitted on all items, and what it explained of the held-out ones' factors when it was fitted on the
    /// others: 1 − Σ weight · ‖factor − prediction‖² / Σ weight · ‖factor − their mean‖², 1 at best.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// Shapes do not agree, a number is not finite, or too few items have weight to hold some out.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static (FactorMap Map, double Explained) FitByValidation(
        ReadOnlyMemory<float> features,
        int width,
        ReadOnlyMemory<float> itemFactors,
        int rank,
        ReadOnlyMemory<float> weights,
        FactorMapOptions? options = null,
        int threads = 0,
        CancellationToken cancellationToken = default)
    {
        options = (options ?? new FactorMapOptions()).Validated();
        var sample = new RidgeSample(features, width, itemFactors, rank, weights);
        var parallel = TextEncoding.Threads(threads, cancellationToken);
        var learning = Equation(sample, item => !IsHeldOut(item, options), parallel);
        var best = (Regularization: 0.0, Explained: double.NegativeInfinity);
        foreach (var regularization in options.Regularizations)
        {
            var explained = learning.Solve(regularization, cancellationToken)
                .Explained(sample, [.. Items(sample, item => IsHeldOut(item, options))]);
            if (explained > best.Explained)
                best = (regularization, explained);
        }

        if (best.Regularization == 0)
        {
            throw new ArgumentException(
                $"None of {sample.Items} items is held out with a factor of its own: give more items, or another "
                + "ValidationShare.");
        }

        return (Equation(sample, _ => true, parallel).Solve(best.Regularization, cancellationToken), best.Explained);
    }

    /// <summary>Predicts a factor.</summary>
    /// <param name="features">Features of a product, <see cref="Width"/> long.</param>
    /// <param name="factor">Receives <see cref="Rank"/> numbers.</param>
    public void Predict(ReadOnlySpan<float> features, Span<float> factor)
    {
        if (features.Length != Width || factor.Length != Rank)
        {
            throw new ArgumentException(
                $"{features.Length} features and a factor of {factor.Length}; they have {Width} and {Rank}.");
        }

        _offsets.CopyTo(factor);
        for (var feature = 0; feature < features.Length; feature++)
        {
            if (features[feature] != 0)
                SparseProducts.AddScaled(factor, features[feature], _map.AsSpan(feature * Rank, Rank));
        }
    }

    /// <summary>Predicts the factors of some products.</summary>
    /// <param name="features">Products × <see cref="Width"/>, row-major.</param>
    /// <returns>Products × <see cref="Rank"/>, row-major.</returns>
    public float[] PredictAll(ReadOnlySpan<float> features)
    {
        if (features.Length % Width != 0)
            throw new ArgumentException($"{features.Length} features are not whole rows of {Width}.");
        var factors = new float[checked(features.Length / Width * Rank)];
        for (var product = 0; product < features.Length / Width; product++)
            Predict(features.Slice(product * Width, Width), factors.AsSpan(product * Rank, Rank));
        return factors;
    }

    /// <summary>
    /// As a safetensors file: <c>map</c> F32 [width × rank], <c>offsets</c> F32 [rank]; format, version and λ as texts.
    /// Equal maps have equal bytes.
    /// </summary>
    public byte[] ToSafeTensors() => new SafeTensorsBuilder()
        .SetMetadata("format", Format)
        .SetMetadata("version", Version)
        .SetMetadata("regularization", Regularization.ToString("R", CultureInfo.InvariantCulture))
        .Add("map", _map, Width, Rank)
        .Add("offsets", _offsets, Rank)
        .ToBytes();

    /// <summary>Reads a map.</summary>
    /// <param name="bytes">What <see cref="ToSafeTensors"/> gave.</param>
    /// <exception cref="InvalidDataException">Not of this format and version, or damaged: what and where.</exception>
    public static FactorMap FromSafeTensors(ReadOnlyMemory<byte> bytes)
    {
        var file = SafeTensors.Parse(bytes);
        ContentFiles.Require(file, Format, Version);
        var shape = file.Info("map").Shape;
        if (shape.Length != 2 || shape[0] < 1 || shape[1] < 1)
            throw new InvalidDataException($"Tensor 'map' has shape [{string.Join(", ", shape)}], not width × rank.");
        var text = ContentFiles.Text(file, "regularization");
        if (!double.TryParse(text, CultureInfo.InvariantCulture, out var regularization) || regularization is not > 0)
            throw new InvalidDataException($"'regularization' is '{text}'; it must be over 0.");
        return new FactorMap(
            (int)shape[0],
            (int)shape[1],
            regularization,
            ContentFiles.Floats(file, "map", shape[0], shape[1]),
            ContentFiles.Floats(file, "offsets", shape[1]));
    }

    private static RidgeEquation Equation(RidgeSample sample, Predicate<int> isTaken, ParallelOptions parallel)
    {
        var items = Items(sample, isTaken).ToList();
        return items.Count > 0
            ? RidgeEquation.Of(sample, items, parallel)
            : throw new ArgumentException($"None of {sample.Items} items to learn a map from has a weight over 0.");
    }

    private static IEnumerable<int> Items(RidgeSample sample, Predicate<int> isTaken) =>
        Enumerable.Range(0, sample.Items).Where(item => isTaken(item) && sample.WeightOf(item) > 0);

    /// <summary>
    /// By streams of its own: who hid items by the same seed and share would else have hidden just those.
    /// </summary>
    private static bool IsHeldOut(int item, FactorMapOptions options) =>
        new SplitMix64(options.Seed, ~(long)item).NextDouble() < options.ValidationShare;

    /// <summary>NaN where there is nothing to explain.</summary>
    private double Explained(RidgeSample sample, IReadOnlyList<int> items)
    {
        var (missed, all) = (0.0, 0.0);
        var factor = new float[Rank];
        var means = new double[Rank];
        var total = items.Sum(item => (double)sample.WeightOf(item));
        foreach (var item in items)
        {
            for (var element = 0; element < Rank; element++)
                means[element] += sample.WeightOf(item) / total * sample.TargetsOf(item)[element];
        }

        foreach (var item in items)
        {
            var target = sample.TargetsOf(item);
            Predict(sample.FeaturesOf(item), factor);
            for (var element = 0; element < Rank; element++)
            {
                var (miss, spread) = (target[element] - factor[element], target[element] - means[element]);
                missed += sample.WeightOf(item) * (double)miss * miss;
                all += sample.WeightOf(item) * spread * spread;
            }
        }

        return 1 - (missed / all);
    }
}
