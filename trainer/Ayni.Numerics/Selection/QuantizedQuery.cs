namespace Ayni.Numerics;

/// <summary>A query in whole numbers, for <see cref="QuantizedRows"/> of its length.</summary>
public sealed class QuantizedQuery
{
    internal QuantizedQuery(short[] numbers, float step, float norm, float left) =>
        (Numbers, Step, Norm, Left) = (numbers, step, norm, left);

    internal short[] Numbers { get; }

    internal float Step { get; }

    /// <summary>Length of the query, or a little more.</summary>
    internal float Norm { get; }

    /// <summary>Length of what rounding left, or a little more.</summary>
    internal float Left { get; }
}
