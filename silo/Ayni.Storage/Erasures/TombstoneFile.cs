using System.Text;
using System.Text.Json;
using Ayni.Domain.Errors;

namespace Ayni.Storage.Erasures;

/// <summary>
/// Tombstones as text: a line with the form's version and the keys, a line a tombstone, and a last one with their
/// number, so that a file that was cut off is told.
/// </summary>
internal sealed record TombstoneFile(IReadOnlyList<byte[]> Keys, IReadOnlyList<Tombstone> Tombstones)
{
    private const int Version = 1;

    private const int HashBytes = 32;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await using var writerScope = writer.ConfigureAwait(false);
        await WriteLineAsync(new Head(Version, Keys)).ConfigureAwait(false);
        foreach (var tombstone in Tombstones)
        {
            await WriteLineAsync(new Row(
                Convert.ToHexStringLower(tombstone.UserHash.Span), tombstone.ErasedAtMs, tombstone.Position))
                .ConfigureAwait(false);
        }

        await WriteLineAsync(new Tail(Tombstones.Count)).ConfigureAwait(false);

        Task WriteLineAsync<T>(T line) =>
            writer.WriteLineAsync(JsonSerializer.Serialize(line, Json).AsMemory(), cancellationToken);
    }

    /// <exception cref="AyniException"><c>invalid</c>: it is no such file, or not whole.</exception>
    public static async Task<TombstoneFile> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var lines = new List<string>();
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            lines.Add(line);
        if (lines.Count < 2)
            throw Invalid(1, "it has no head and no end");
        var head = Parse<Head>(lines[0], 1);
        if (head.AyniTombstones != Version)
            throw Invalid(1, $"its form has version {head.AyniTombstones}, and this program knows version {Version}");
        if (head.Keys.Count == 0 || head.Keys.Any(key => key.Length != TombstoneKeys.SecretBytes))
            throw Invalid(1, $"a key must have {TombstoneKeys.SecretBytes} bytes");
        var tombstones = lines[1..^1].Select((line, index) => TombstoneOf(line, index + 2)).ToList();
        return Parse<Tail>(lines[^1], lines.Count).Tombstones == tombstones.Count
            ? new TombstoneFile(head.Keys, tombstones)
            : throw Invalid(lines.Count, $"{tombstones.Count} tombstones came before it");
    }

    private static Tombstone TombstoneOf(string line, int number)
    {
        var row = Parse<Row>(line, number);
        byte[] hash;
        try
        {
            hash = Convert.FromHexString(row.UserHash);
        }
        catch (FormatException)
        {
            throw Invalid(number, "user_hash is not hexadecimal");
        }

        return hash.Length == HashBytes && row.Position >= 0
            ? new Tombstone(hash, row.ErasedAtMs, row.Position)
            : throw Invalid(number, $"user_hash must have {HashBytes} bytes, and position be 0 or more");
    }

    private static T Parse<T>(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json) ?? throw Invalid(number, "it is null");
        }
        catch (JsonException)
        {
            throw Invalid(number, "it cannot be read");
        }
    }

    private static AyniException Invalid(int line, string reason) => new(
        ErrorCodes.Invalid,
        $"This is no whole file of tombstones: line {line}: {reason}. Write it again from the store that erased.");

    private sealed record Head(int AyniTombstones, IReadOnlyList<byte[]> Keys);

    private sealed record Row(string UserHash, long ErasedAtMs, long Position);

    private sealed record Tail(int Tombstones);
}
