using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>A weight that no model can learn from. The message names row, column, value and remedy.</summary>
public sealed class InvalidWeightException : ArgumentException
{
    internal InvalidWeightException(int row, int column, float value)
        : base(
            $"The weight at row {row}, column {column} is {value}; weights must be finite and 0 or more. Leave the "
            + "pair out, or correct the interactions it was summed from.") =>
        (Row, Column, Value) = (row, column, value);

    /// <summary>Row of the matrix: the user.</summary>
    public int Row { get; }

    /// <summary>Column of the matrix: the item.</summary>
    public int Column { get; }

    /// <summary>The weight.</summary>
    public float Value { get; }

    /// <summary>Throws for the first bad weight of a matrix, row after row.</summary>
    internal static void ThrowIfAny(CsrMatrix weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        for (var row = 0; row < weights.Rows; row++)
            ThrowIfAny(weights, row);
    }

    /// <summary>Throws for the first bad weight of a row.</summary>
    internal static void ThrowIfAny(CsrMatrix weights, int row)
    {
        var values = weights.RowValues(row);
        for (var entry = 0; entry < values.Length; entry++)
        {
            if (!(values[entry] >= 0) || !float.IsFinite(values[entry]))
                throw new InvalidWeightException(row, weights.RowColumns(row)[entry], values[entry]);
        }
    }
}
