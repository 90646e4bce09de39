namespace Ayni.Features.Embeddings;

/// <summary>Σ weight × vector in whole numbers: what was added can be taken away without a trace.</summary>
public sealed class VectorSum
{
    private long[] _sums = [];

    /// <summary>Adds a vector; a weight under 0 takes it away. All have the same dimensions.</summary>
    internal void Add(ProductVector vector, long weight)
    {
        if (_sums.Length == 0)
            _sums = new long[vector.Dimensions];
        var elements = vector.Elements;
        for (var place = 0; place < elements.Length; place++)
            _sums[place] += weight * elements[place];
    }

    /// <summary>Cosine with a vector, −1 to 1; null where nothing was added.</summary>
    internal double? CosineWith(ProductVector vector)
    {
        if (_sums.Length == 0)
            return null;
        var (product, squares) = (default(Int128), default(Int128));
        for (var place = 0; place < _sums.Length; place++)
        {
            product += (Int128)_sums[place] * vector.Elements[place];
            squares += (Int128)_sums[place] * _sums[place];
        }

        return squares == 0
            ? null
            : Math.Clamp((double)product / (Math.Sqrt((double)squares) * Math.Sqrt(vector.Squares)), -1, 1);
    }
}
