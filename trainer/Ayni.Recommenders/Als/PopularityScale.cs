using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// What the scores of items are multiplied by in the end: popularity^p, where popularity is the summed weight of an
/// item's pairs over the largest of all. Regularisation holds the items of few pairs back, and how far is settled
/// together with all else that it does; this settles the share of popular items on its own.
/// </summary>
public static class PopularityScale
{
    /// <summary>One number an item; empty for p = 0, which changes nothing.</summary>
    /// <param name="popularity">Summed weights, or a multiple of them; 0 or more each.</param>
    /// <param name="exponent">p, −1 to 1.</param>
    public static float[] Of(ReadOnlySpan<float> popularity, double exponent)
    {
        if (exponent == 0)
            return [];
        var largest = 0f;
        foreach (var value in popularity)
            largest = Math.Max(largest, value);
        var scales = new float[popularity.Length];
        for (var item = 0; item < scales.Length; item++)
        {
            // An item without pairs has a factor of zeros: any number does.
            scales[item] = popularity[item] > 0 ? (float)Math.Pow(popularity[item] / (double)largest, exponent) : 1;
        }

        return scales;
    }

    /// <summary>The same for the items of a matrix of weights, users × items.</summary>
    public static float[] Of(CsrMatrix weights, double exponent)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return exponent == 0 ? [] : Of(Array.ConvertAll(weights.ColumnSums(), sum => (float)sum), exponent);
    }

    /// <summary>Multiplies scores in place.</summary>
    /// <param name="scores">Users × items, row-major.</param>
    /// <param name="scales">One number an item, or none.</param>
    public static void Apply(Span<float> scores, ReadOnlySpan<float> scales)
    {
        if (scales.IsEmpty)
            return;
        for (var start = 0; start < scores.Length; start += scales.Length)
        {
            var row = scores.Slice(start, scales.Length);
            for (var item = 0; item < row.Length; item++)
                row[item] *= scales[item];
        }
    }
}
