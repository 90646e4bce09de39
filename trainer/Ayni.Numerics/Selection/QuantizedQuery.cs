namespace Ayni.Numerics;

/// <summary>A query in whole numbers, for <see cref="QuantizedRows"/> of its length.</summary>
public sealed class QuantizedQuery
{
    internal QuantizedQuery(sbyte[] numbers, int sum, float step, float norm, float left) =>
        (Numbers, Sum, Step, Norm, Left) = (numbers, sum, step, norm, left);

    internal sbyte[] Numbers { get; }

    /// <summary>Sum of the numbers.</summary>
    internal int Sum { get; }

    internal float Step { get; }

    /// <summary>Length of the query, or a little more.</summary>
    internal float Norm { get; }

    /// <summary>Length of what rounding left, or a little more.</summary>
    internal float Left { get; }
}
