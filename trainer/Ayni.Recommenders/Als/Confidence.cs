using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Turns the weight of a pair (summed interactions) into the confidence of the objective.</summary>
public static class Confidence
{
    /// <summary>
    /// Pairs of a user whom damping leaves as they are, so that the other options keep their meaning when it is
    /// changed.
    /// </summary>
    public const int ActivityPivot = 32;

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

    /// <summary>
    /// Confidence scale of a user's pairs: <c>ConfidenceScale</c> · (<see cref="ActivityPivot"/> / pairs) to the power
    /// <c>ActivityDamping</c>.
    /// </summary>
    /// <param name="options">Give the scale and the damping.</param>
    /// <param name="pairs">Number of pairs the user has.</param>
    public static double ScaleOf(ImplicitAlsOptions options, int pairs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(pairs);

        // Left out for 0, so that the default's bits do not hang on the platform's power function.
        return options.ActivityDamping == 0 || pairs == 0
            ? options.ConfidenceScale
            : options.ConfidenceScale * Math.Pow((double)ActivityPivot / pairs, options.ActivityDamping);
    }

    /// <summary>The matrix of confidences of a matrix of weights, users × items.</summary>
    public static CsrMatrix FromWeights(CsrMatrix weights, ImplicitAlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var confidences = new float[weights.EntryCount];
        for (var user = 0; user < weights.Rows; user++)
        {
            var row = confidences.AsSpan(weights.RowStarts[user], weights.RowLength(user));
            FromWeights(weights.RowValues(user), options, row);
        }

        return new CsrMatrix(
            weights.Rows, weights.Columns, weights.RowStarts.ToArray(), weights.ColumnIndices.ToArray(), confidences);
    }

    /// <summary>The confidences of all of a user's pairs.</summary>
    /// <param name="weights">Weights of the pairs.</param>
    /// <param name="options">Give the scale and the damping.</param>
    /// <param name="confidences">Receives one number a pair.</param>
    public static void FromWeights(ReadOnlySpan<float> weights, ImplicitAlsOptions options, Span<float> confidences)
    {
        var scale = ScaleOf(options, weights.Length);
        for (var pair = 0; pair < weights.Length; pair++)
            confidences[pair] = FromWeight(weights[pair], scale);
    }

    /// <summary>
    /// Confidences without their scales, log₂(1 + weight) each: what neighbour parts go by, so that the options of ALS
    /// do not change them.
    /// </summary>
    /// <param name="confidences">Users × items.</param>
    /// <param name="options">Options by which the weights became confidences.</param>
    public static CsrMatrix Unscaled(CsrMatrix confidences, ImplicitAlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        var weights = new float[confidences.EntryCount];
        for (var user = 0; user < confidences.Rows; user++)
        {
            var scale = ScaleOf(options, confidences.RowLength(user));
            for (var entry = confidences.RowStarts[user]; entry < confidences.RowStarts[user + 1]; entry++)
                weights[entry] = Unscaled(confidences.Values[entry], scale);
        }

        return new CsrMatrix(
            confidences.Rows, confidences.Columns, confidences.RowStarts.ToArray(),
            confidences.ColumnIndices.ToArray(), weights);
    }

    /// <summary>One confidence without the scale of its user.</summary>
    public static float Unscaled(float confidence, double scale) => (float)(confidence / scale);
}
