namespace Ayni.Content;

/// <summary>Items with their features, factors and weights, checked.</summary>
internal sealed class RidgeSample
{
    private readonly ReadOnlyMemory<float> _features;
    private readonly ReadOnlyMemory<float> _factors;
    private readonly ReadOnlyMemory<float> _weights;

    public RidgeSample(
        ReadOnlyMemory<float> features,
        int width,
        ReadOnlyMemory<float> factors,
        int rank,
        ReadOnlyMemory<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        Items = features.Length / width;
        if ((long)Items * width != features.Length || (long)Items * rank != factors.Length
            || (weights.Length != 0 && weights.Length != Items))
        {
            throw new ArgumentException(
                $"{features.Length} features in rows of {width}, {factors.Length} numbers in factors of {rank} and "
                + $"{weights.Length} weights are not of the same items.");
        }

        (_features, Width, _factors, Rank, _weights) = (features, width, factors, rank, weights);
        RequireFinite(features.Span, "features");
        RequireFinite(factors.Span, "factors");
        foreach (var weight in weights.Span)
        {
            if (!(weight >= 0) || !float.IsFinite(weight))
                throw new ArgumentException($"An item has weight {weight}; it must be finite and 0 or more.");
        }
    }

    public int Items { get; }

    public int Width { get; }

    public int Rank { get; }

    public ReadOnlySpan<float> FeaturesOf(int item) => _features.Span.Slice(item * Width, Width);

    public ReadOnlySpan<float> TargetsOf(int item) => _factors.Span.Slice(item * Rank, Rank);

    public float WeightOf(int item) => _weights.IsEmpty ? 1 : _weights.Span[item];

    private static void RequireFinite(ReadOnlySpan<float> numbers, string what)
    {
        foreach (var number in numbers)
        {
            if (!float.IsFinite(number))
                throw new ArgumentException($"The {what} hold {number}; all must be finite.");
        }
    }
}
