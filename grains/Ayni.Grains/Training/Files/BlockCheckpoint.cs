using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>
/// A block after a half-sweep: what it reported and its factors. Where it is stored, then as the report's length
/// (int32), the report (JSON), the factors (float, little-endian).
/// </summary>
/// <param name="Report">With <see cref="HalfSweepReport.FromCheckpoint"/> false.</param>
/// <param name="Factors">rows × rank, row-major; never changed.</param>
public sealed record BlockCheckpoint(HalfSweepReport Report, float[] Factors)
{
    private const int LengthBytes = sizeof(int);

    /// <summary>SHA-256 of factors, hex.</summary>
    public static string HashOf(ReadOnlySpan<float> factors) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(factors)));

    /// <summary>As it is stored, with the hash of the factors.</summary>
    public byte[] ToBytes()
    {
        var report = JsonSerializer.SerializeToUtf8Bytes(Report with { FactorsHash = HashOf(Factors) });
        var factors = MemoryMarshal.AsBytes(Factors.AsSpan());
        var bytes = new byte[LengthBytes + report.Length + factors.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, report.Length);
        report.CopyTo(bytes, LengthBytes);
        factors.CopyTo(bytes.AsSpan(LengthBytes + report.Length));
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote and checks the factors against their hash.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static BlockCheckpoint FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LengthBytes)
            throw new InvalidDataException($"A checkpoint of {bytes.Length} bytes is cut off.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 0 || length > bytes.Length - LengthBytes)
            throw new InvalidDataException($"A checkpoint of {bytes.Length} bytes claims a report of {length}.");
        var report = JsonSerializer.Deserialize<HalfSweepReport>(bytes.Slice(LengthBytes, length))
            ?? throw new InvalidDataException("A checkpoint holds no report.");
        var factors = MemoryMarshal.Cast<byte, float>(bytes[(LengthBytes + length)..]).ToArray();
        var hash = HashOf(factors);
        if (hash != report.FactorsHash)
            throw new InvalidDataException($"Factors of a checkpoint hash to {hash}, not to {report.FactorsHash}.");
        return new(report, factors);
    }
}
