using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;

namespace Ayni.Numerics;

/// <summary>Reads and checks the header of a safetensors file.</summary>
internal static class SafeTensorsHeader
{
    public const string MetadataName = "__metadata__";

    /// <summary>The format's own limit on a header.</summary>
    public const int MaxHeaderBytes = 100_000_000;

    public static (ImmutableSortedDictionary<string, string> Metadata,
        ImmutableSortedDictionary<string, TensorInfo> Tensors) Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
            throw new InvalidDataException($"Not a safetensors file: {bytes.Length} bytes; the header length takes 8.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > MaxHeaderBytes || length > (ulong)(bytes.Length - 8))
        {
            throw new InvalidDataException(
                $"Header of {length} bytes in a safetensors file of {bytes.Length}; the limit is {MaxHeaderBytes}.");
        }

        var dataStart = 8 + (int)length;
        try
        {
            using var json = JsonDocument.Parse(bytes[8..dataStart].ToArray());
            return Read(json.RootElement, dataStart, bytes.Length - dataStart);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"Damaged safetensors header: {exception.Message}", exception);
        }
    }

    private static (ImmutableSortedDictionary<string, string> Metadata,
        ImmutableSortedDictionary<string, TensorInfo> Tensors) Read(JsonElement root, int dataStart, int dataLength)
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var tensors = ImmutableSortedDictionary.CreateBuilder<string, TensorInfo>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataName)
            {
                foreach (var text in property.Value.EnumerateObject())
                    metadata[text.Name] = text.Value.GetString() ?? throw new FormatException($"{text.Name} is null.");
            }
            else if (!tensors.TryAdd(property.Name, ReadTensor(property, dataStart, dataLength)))
            {
                throw new FormatException($"Tensor '{property.Name}' is named twice.");
            }
        }

        RequireWithoutGaps(tensors.Values, dataStart, dataLength);
        return (metadata.ToImmutable(), tensors.ToImmutable());
    }

    private static TensorInfo ReadTensor(JsonProperty property, int dataStart, int dataLength)
    {
        var name = property.Name;
        var typeName = Member(property, "dtype").GetString();
        if (!Enum.TryParse<TensorType>(typeName, out var type) || type.ToString() != typeName)
            throw new FormatException($"Tensor '{name}' has type {typeName}; known are F32, F64, I32, I64, U8.");
        var shape = Member(property, "shape").EnumerateArray().Select(element => element.GetInt64()).ToImmutableArray();
        var offsets = Member(property, "data_offsets").EnumerateArray().Select(element => element.GetInt64()).ToArray();
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > dataLength)
        {
            throw new FormatException(
                $"Tensor '{name}' lies at [{string.Join(", ", offsets)}] in {dataLength} bytes of data.");
        }

        var expected = (UInt128)SafeTensors.SizeOf(type);
        foreach (var dimension in shape)
        {
            if (dimension is < 0 or > int.MaxValue || expected > int.MaxValue)
                throw new FormatException($"Tensor '{name}' has shape [{string.Join(", ", shape)}], past the limit.");
            expected *= (UInt128)dimension;
        }

        var byteLength = offsets[1] - offsets[0];
        if (expected != (UInt128)byteLength)
        {
            throw new FormatException(
                $"Tensor '{name}' of {type} [{string.Join(", ", shape)}] takes {expected} bytes, not {byteLength}.");
        }

        return new TensorInfo(name, type, shape, dataStart + (int)offsets[0], (int)byteLength);
    }

    private static JsonElement Member(JsonProperty tensor, string name) =>
        tensor.Value.TryGetProperty(name, out var member)
            ? member
            : throw new FormatException($"Tensor '{tensor.Name}' has no {name}.");

    /// <summary>The format forbids overlaps and holes: a file cannot carry bytes that nobody checks.</summary>
    private static void RequireWithoutGaps(IEnumerable<TensorInfo> tensors, int dataStart, int dataLength)
    {
        var end = dataStart;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.ByteLength))
        {
            if (tensor.Offset != end)
            {
                throw new FormatException(
                    $"Tensor '{tensor.Name}' starts at byte {tensor.Offset}; the one before it ends at {end}.");
            }

            end += tensor.ByteLength;
        }

        if (end != dataStart + dataLength)
            throw new FormatException($"{dataStart + dataLength - end} bytes after the last tensor.");
    }
}
