using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ayni.Numerics;

/// <summary>
/// Builds a safetensors file. The same tensors and texts give the same bytes, in whatever order they were added.
/// </summary>
public sealed class SafeTensorsBuilder
{
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (TensorType Type, long[] Shape, byte[] Bytes)> _tensors =
        new(StringComparer.Ordinal);

    /// <summary>Sets a text of <c>__metadata__</c>.</summary>
    public SafeTensorsBuilder SetMetadata(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _metadata[name] = value;
        return this;
    }

    /// <summary>Adds an F32 tensor, row-major.</summary>
    public SafeTensorsBuilder Add(string name, ReadOnlySpan<float> elements, params ReadOnlySpan<long> shape) =>
        Add(name, TensorType.F32, elements, shape);

    /// <summary>Adds an F64 tensor, row-major.</summary>
    public SafeTensorsBuilder Add(string name, ReadOnlySpan<double> elements, params ReadOnlySpan<long> shape) =>
        Add(name, TensorType.F64, elements, shape);

    /// <summary>Adds an I32 tensor, row-major.</summary>
    public SafeTensorsBuilder Add(string name, ReadOnlySpan<int> elements, params ReadOnlySpan<long> shape) =>
        Add(name, TensorType.I32, elements, shape);

    /// <summary>Adds an I64 tensor, row-major.</summary>
    public SafeTensorsBuilder Add(string name, ReadOnlySpan<long> elements, params ReadOnlySpan<long> shape) =>
        Add(name, TensorType.I64, elements, shape);

    /// <summary>Adds a U8 tensor, row-major.</summary>
    public SafeTensorsBuilder Add(string name, ReadOnlySpan<byte> elements, params ReadOnlySpan<long> shape) =>
        Add(name, TensorType.U8, elements, shape);

    /// <summary>
    /// The file. Data starts at a multiple of 8 bytes, and wider elements come first, so all are aligned.
    /// </summary>
    public byte[] ToBytes()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Safetensors files are little-endian.");
        var ordered = _tensors.OrderByDescending(tensor => SafeTensors.SizeOf(tensor.Value.Type)).ToArray();
        var header = WriteHeader(ordered);
        var headerLength = (header.Length + 7) & ~7;
        var bytes = new byte[checked(8 + headerLength + ordered.Sum(tensor => (long)tensor.Value.Bytes.Length))];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, headerLength);
        header.CopyTo(bytes.AsSpan(8));
        bytes.AsSpan(8 + header.Length, headerLength - header.Length).Fill((byte)' ');
        var offset = 8 + headerLength;
        foreach (var (_, tensor) in ordered)
        {
            tensor.Bytes.CopyTo(bytes, offset);
            offset += tensor.Bytes.Length;
        }

        return bytes;
    }

    private SafeTensorsBuilder Add<T>(
        string name, TensorType type, ReadOnlySpan<T> elements, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == SafeTensorsHeader.MetadataName)
            throw new ArgumentException($"{name} is reserved for texts; use SetMetadata.", nameof(name));
        long count = 1;
        foreach (var dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            count = checked(count * dimension);
        }

        if (count != elements.Length || Unsafe.SizeOf<T>() != SafeTensors.SizeOf(type))
            throw new ArgumentException($"Tensor '{name}' has {elements.Length} elements; its shape has {count}.");
        if (!_tensors.TryAdd(name, (type, shape.ToArray(), MemoryMarshal.AsBytes(elements).ToArray())))
            throw new ArgumentException($"Tensor '{name}' was added before.", nameof(name));
        return this;
    }

    private ReadOnlySpan<byte> WriteHeader(
        IEnumerable<KeyValuePair<string, (TensorType Type, long[] Shape, byte[] Bytes)>> ordered)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (_metadata.Count > 0)
        {
            json.WriteStartObject(SafeTensorsHeader.MetadataName);
            foreach (var (name, value) in _metadata)
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        long offset = 0;
        foreach (var (name, tensor) in ordered)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", tensor.Type.ToString());
            WriteNumbers(json, "shape", tensor.Shape);
            WriteNumbers(json, "data_offsets", [offset, offset += tensor.Bytes.Length]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
