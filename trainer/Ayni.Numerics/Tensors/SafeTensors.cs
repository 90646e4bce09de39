using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ayni.Numerics;

/// <summary>
/// A safetensors file in memory (huggingface/safetensors: 8 bytes of header length, a JSON header, the tensors' bytes,
/// little-endian), checked as a whole when parsed, and read without copying. Up to 2,147,483,591 bytes.
/// </summary>
public sealed class SafeTensors
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private SafeTensors(
        ReadOnlyMemory<byte> bytes,
        ImmutableSortedDictionary<string, string> metadata,
        ImmutableSortedDictionary<string, TensorInfo> tensors)
    {
        _bytes = bytes;
        Metadata = metadata;
        Tensors = tensors;
    }

    /// <summary>Texts of the header's <c>__metadata__</c>.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; }

    /// <summary>Tensors by name.</summary>
    public ImmutableSortedDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>Reads and checks a file. The bytes are kept, not copied.</summary>
    /// <exception cref="InvalidDataException">Not a safetensors file: what, where, and the limit.</exception>
    public static SafeTensors Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Safetensors files are little-endian.");
        var (metadata, tensors) = SafeTensorsHeader.Parse(bytes.Span);
        return new SafeTensors(bytes, metadata, tensors);
    }

    /// <summary>Elements of an F32 tensor.</summary>
    /// <exception cref="InvalidDataException">No such tensor, or of another type.</exception>
    public ReadOnlySpan<float> Floats(string name) => Elements<float>(name, TensorType.F32);

    /// <summary>Elements of an F64 tensor.</summary>
    /// <exception cref="InvalidDataException">No such tensor, or of another type.</exception>
    public ReadOnlySpan<double> Doubles(string name) => Elements<double>(name, TensorType.F64);

    /// <summary>Elements of an I32 tensor.</summary>
    /// <exception cref="InvalidDataException">No such tensor, or of another type.</exception>
    public ReadOnlySpan<int> Integers(string name) => Elements<int>(name, TensorType.I32);

    /// <summary>Elements of an I64 tensor.</summary>
    /// <exception cref="InvalidDataException">No such tensor, or of another type.</exception>
    public ReadOnlySpan<long> Longs(string name) => Elements<long>(name, TensorType.I64);

    /// <summary>Elements of a U8 tensor.</summary>
    /// <exception cref="InvalidDataException">No such tensor, or of another type.</exception>
    public ReadOnlySpan<byte> Bytes(string name) => Elements<byte>(name, TensorType.U8);

    /// <summary>Place and shape of a tensor.</summary>
    /// <exception cref="InvalidDataException">No such tensor.</exception>
    public TensorInfo Info(string name) =>
        Tensors.TryGetValue(name, out var info)
            ? info
            : throw new InvalidDataException($"No tensor '{name}'; the file has: {string.Join(", ", Tensors.Keys)}.");

    internal static int SizeOf(TensorType type) => type switch
    {
        TensorType.F32 or TensorType.I32 => 4,
        TensorType.F64 or TensorType.I64 => 8,
        TensorType.U8 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a tensor type."),
    };

    private ReadOnlySpan<T> Elements<T>(string name, TensorType type)
        where T : unmanaged
    {
        var info = Info(name);
        if (info.Type != type || Unsafe.SizeOf<T>() != SizeOf(type))
            throw new InvalidDataException($"Tensor '{name}' has type {info.Type}; {type} was asked for.");
        return MemoryMarshal.Cast<byte, T>(_bytes.Span.Slice(info.Offset, info.ByteLength));
    }
}
