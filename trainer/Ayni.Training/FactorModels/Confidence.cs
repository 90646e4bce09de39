using Ayni.Numerics;

namespace Ayni.Training;

/// <summary>Turns the weight of a pair (summed interactions) into the confidence of the objective.</summary>
public static class Confidence
{
    /// <summary>
    /// scale · ln(1 + weight) / ln 2: a weight of 1 gives the scale itself, and more of it ever less.
    /// </summary>
    /// <param name="weight">Summed weight of a pair, 0 or more.</param>
    /// <param name="scale">Confidence scale.</param>
    public static float FromWeight(double weight, double scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        return (float)(scale * Math.Log(1 + weight) / Math.Log(2));
    }

    /// <summary>The matrix of confidences of a matrix of weights.</summary>
    public static CsrMatrix FromWeights(CsrMatrix weights, double scale)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var confidences = new float[weights.EntryCount];
        for (var entry = 0; entry < confidences.Length; entry++)
            confidences[entry] = FromWeight(weights.Values[entry], scale);
        return new CsrMatrix(
            weights.Rows, weights.Columns, weights.RowStarts.ToArray(), weights.ColumnIndices.ToArray(), confidences);
    }
}
