namespace Ayni.Recommenders;

/// <summary>What a catalogue says of each item, as a re-ranker takes it. All arrays have one entry an item.</summary>
/// <param name="Prices">In one currency, over 0; <see cref="ItemFacts.Unknown"/> where there is none.</param>
/// <param name="Discounts">1 − price / list price, 0 or more.</param>
/// <param name="Categories">Number of the category; −1 for none.</param>
/// <param name="Brands">Number of the brand; −1 for none.</param>
/// <param name="Dimensions">Length of a text vector; 0 for none.</param>
/// <param name="Vectors">Items × dimensions, each of length 1, or 0 for nothing to say.</param>
public sealed record ItemLabels(
    float[] Prices, float[] Discounts, int[] Categories, int[] Brands, int Dimensions, float[] Vectors)
{
    /// <summary>Number of items.</summary>
    public int Count => Prices.Length;

    /// <summary>Text vector of an item.</summary>
    public ReadOnlySpan<float> VectorOf(int item) => Vectors.AsSpan(item * Dimensions, Dimensions);
}
