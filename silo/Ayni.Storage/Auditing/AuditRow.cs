using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ayni.Storage.Auditing;

/// <summary>A row of the trail: an act's beginning, or its end where <see cref="Ends"/> names the act.</summary>
internal sealed record AuditRow
{
    public const int HashBytes = 32;

    public required long Number { get; init; }

    public long? Ends { get; init; }

    public required long AtMs { get; init; }

    public string? Act { get; init; }

    public string? Actor { get; init; }

    public string? Address { get; init; }

    public string? Target { get; init; }

    public string? TraceId { get; init; }

    public int Outcome { get; init; }

    public string? Code { get; init; }

    /// <summary>
    /// SHA-256 of the hash before and of every field, each text after its length, so that no two rows have the same
    /// bytes.
    /// </summary>
    public byte[] HashAfter(ReadOnlySpan<byte> previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Append(hash, Number);
        Append(hash, Ends ?? 0);
        Append(hash, AtMs);
        Append(hash, Outcome);
        foreach (var text in (ReadOnlySpan<string?>)[Act, Actor, Address, Target, TraceId, Code])
            Append(hash, text);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        Append(hash, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        hash.AppendData(Encoding.UTF8.GetBytes(text ?? ""));
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
