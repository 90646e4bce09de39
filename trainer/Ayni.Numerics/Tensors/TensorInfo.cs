using System.Collections.Immutable;

namespace Ayni.Numerics;

/// <summary>Where a tensor lies in a safetensors file, and its shape.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Length of each dimension; row-major. Empty for one number.</param>
/// <param name="Offset">First byte, from the start of the file.</param>
/// <param name="ByteLength">Number of bytes.</param>
public sealed record TensorInfo(string Name, TensorType Type, ImmutableArray<long> Shape, int Offset, int ByteLength);
