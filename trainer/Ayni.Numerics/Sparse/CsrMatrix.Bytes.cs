using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ayni.Numerics;

/// <content>
/// Storage form: "AYNICSR1", rows, columns, entries (int32), row starts, columns, values; little-endian.
/// </content>
public sealed partial class CsrMatrix
{
    private const int HeaderBytes = 20;
    private static ReadOnlySpan<byte> Magic => "AYNICSR1"u8;

    /// <summary>The matrix as bytes; equal matrices give equal bytes.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor is big-endian.</exception>
    public byte[] ToBytes()
    {
        RequireLittleEndian();
        var bytes = new byte[checked(HeaderBytes + (4L * (Rows + 1L)) + (8L * EntryCount))];
        WriteHeader(bytes);
        var rest = bytes.AsSpan(HeaderBytes);
        var starts = MemoryMarshal.AsBytes(RowStarts);
        var columns = MemoryMarshal.AsBytes(ColumnIndices);
        starts.CopyTo(rest);
        columns.CopyTo(rest[starts.Length..]);
        MemoryMarshal.AsBytes(Values).CopyTo(rest[(starts.Length + columns.Length)..]);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a matrix; the message says why.</exception>
    public static CsrMatrix FromBytes(ReadOnlySpan<byte> bytes)
    {
        RequireLittleEndian();
        if (bytes.Length < HeaderBytes || !bytes[..8].SequenceEqual(Magic))
            throw new InvalidDataException($"Not a sparse matrix: {bytes.Length} bytes without AYNICSR1 in front.");
        var rows = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        var columns = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        var entries = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        var expected = HeaderBytes + (4L * (rows + 1L)) + (8L * entries);
        if (rows < 0 || columns < 0 || entries < 0 || bytes.Length != expected)
        {
            throw new InvalidDataException(
                $"A matrix of {rows} × {columns} with {entries} entries takes {expected} bytes, not {bytes.Length}.");
        }

        var numbers = MemoryMarshal.Cast<byte, int>(bytes[HeaderBytes..]);
        var starts = numbers[..(rows + 1)].ToArray();
        var indices = numbers.Slice(rows + 1, entries).ToArray();
        var values = MemoryMarshal.Cast<int, float>(numbers.Slice(rows + 1 + entries, entries)).ToArray();
        try
        {
            return new CsrMatrix(rows, columns, starts, indices, values);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"Damaged sparse matrix: {exception.Message}", exception);
        }
    }

    /// <summary>SHA-256 of the content, in lower-case hexadecimal: equal for equal matrices.</summary>
    public string ContentHash()
    {
        RequireLittleEndian();
        Span<byte> header = stackalloc byte[HeaderBytes];
        WriteHeader(header);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(MemoryMarshal.AsBytes(RowStarts));
        hash.AppendData(MemoryMarshal.AsBytes(ColumnIndices));
        hash.AppendData(MemoryMarshal.AsBytes(Values));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void WriteHeader(Span<byte> header)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Rows);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], Columns);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], EntryCount);
    }

    private static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("The storage form of matrices is little-endian.");
    }
}
