namespace Ayni.Grains.Answering;

/// <summary>What shoppers of one segment met, by product. Immutable.</summary>
internal sealed class SegmentPopularity
{
    /// <summary>
    /// What popularity with everybody counts beside it: the most popular product of the shop as much as so many
    /// purchases by shoppers of the segment.
    /// </summary>
    public const float Prior = 10;

    private readonly string[] _productIds;
    private readonly float[] _sums;

    /// <param name="productIds">Products, each once, in any order.</param>
    /// <param name="sums">
    /// How many shoppers of the segment met each, weighted by how; over 0; one a product.
    /// </param>
    public SegmentPopularity(string[] productIds, float[] sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sums.Length, productIds.Length);
        (_productIds, _sums) = (productIds, sums);
        Most = Prior + (sums.Length == 0 ? 0 : sums.Max());
    }

    /// <summary>Products that somebody of the segment met.</summary>
    public ReadOnlySpan<string> ProductIds => _productIds;

    /// <summary>How many shoppers of the segment met each, weighted by how.</summary>
    public ReadOnlySpan<float> Sums => _sums;

    /// <summary>What no smoothed sum is over.</summary>
    public float Most { get; }
}
