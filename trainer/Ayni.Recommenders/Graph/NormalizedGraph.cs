using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The bipartite graph of users and items with its edges scaled by the degrees of their ends: w / (d_u^a · d_i^b),
/// where a degree is the sum of the weights of a row or column. a = b = ½ is the symmetric normalisation.
/// </summary>
internal sealed class NormalizedGraph
{
    private readonly double _userExponent;
    private readonly double[] _itemDegrees;
    private readonly double[] _itemScales;

    private NormalizedGraph(CsrMatrix weights, double userExponent, double[] itemDegrees, double[] itemScales)
    {
        (_userExponent, _itemDegrees, _itemScales) = (userExponent, itemDegrees, itemScales);
        Weights = weights;
        var values = new float[weights.EntryCount];
        for (var user = 0; user < weights.Rows; user++)
            NormalizeRow(weights, user, values.AsSpan(weights.RowStarts[user], weights.RowLength(user)));
        ByUser = new CsrMatrix(
            weights.Rows, weights.Columns, weights.RowStarts.ToArray(), weights.ColumnIndices.ToArray(), values);
        ByItem = ByUser.Transpose();
    }

    /// <summary>The weights it was made of, users × items.</summary>
    public CsrMatrix Weights { get; }

    /// <summary>Scaled edges, users × items.</summary>
    public CsrMatrix ByUser { get; }

    /// <summary>Scaled edges, items × users.</summary>
    public CsrMatrix ByItem { get; }

    /// <summary>Number of items.</summary>
    public int Items => Weights.Columns;

    public static NormalizedGraph Of(CsrMatrix weights, double userExponent, double itemExponent)
    {
        var degrees = weights.ColumnSums();
        return new NormalizedGraph(
            weights, userExponent, degrees, Array.ConvertAll(degrees, degree => Power(degree, -itemExponent)));
    }

    /// <summary>Scales a row of weights as the rows of the graph were scaled.</summary>
    /// <param name="histories">Users × items, on the scale of the fitted weights.</param>
    /// <param name="row">Row of it.</param>
    /// <param name="values">Receives one number an entry of the row.</param>
    public void NormalizeRow(CsrMatrix histories, int row, Span<float> values)
    {
        var items = histories.RowColumns(row);
        var weights = histories.RowValues(row);
        var degree = 0.0;
        foreach (var weight in weights)
            degree += weight;
        var scale = Power(degree, -_userExponent);
        for (var entry = 0; entry < values.Length; entry++)
            values[entry] = (float)(weights[entry] * scale * _itemScales[items[entry]]);
    }

    /// <summary>
    /// What each item's score is multiplied by in the end: degree^exponent; NaN for an item that nobody met.
    /// </summary>
    public float[] OutputScales(double exponent) => Array.ConvertAll(
        _itemDegrees, degree => degree > 0 ? (float)Power(degree, exponent) : float.NaN);

    private static double Power(double degree, double exponent) => degree > 0 ? Math.Pow(degree, exponent) : 0;
}
