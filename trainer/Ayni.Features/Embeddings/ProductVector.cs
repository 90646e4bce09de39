namespace Ayni.Features.Embeddings;

/// <summary>A product's vector of length 1 in whole numbers, so that sums of vectors are exact. Immutable.</summary>
public sealed class ProductVector
{
    /// <summary>What 1 is.</summary>
    public const int Scale = 32_767;

    private readonly short[] _elements;

    private ProductVector(short[] elements) => _elements = elements;

    /// <summary>Length of the vector.</summary>
    public int Dimensions => _elements.Length;

    /// <summary>The elements, −32,767 to 32,767.</summary>
    public ReadOnlySpan<short> Elements => _elements;

    /// <summary>Σ element².</summary>
    internal long Squares
    {
        get
        {
            var squares = 0L;
            foreach (var element in _elements)
                squares += element * element;
            return squares;
        }
    }

    /// <summary>Rounds a vector of length 1; null of one of 0, which says nothing.</summary>
    /// <exception cref="ArgumentException">An element is not within −1 to 1.</exception>
    public static ProductVector? Of(ReadOnlySpan<float> vector)
    {
        var elements = new short[vector.Length];
        for (var place = 0; place < elements.Length; place++)
        {
            if (!(Math.Abs(vector[place]) <= 1))
                throw new ArgumentException($"Element {place} is {vector[place]}; it must be −1 to 1.", nameof(vector));
            elements[place] = (short)MathF.Round(vector[place] * Scale);
        }

        return Array.TrueForAll(elements, element => element == 0) ? null : new ProductVector(elements);
    }
}
