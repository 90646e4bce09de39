using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ayni.Domain.Erasures;
using Ayni.Domain.Errors;

namespace Ayni.Storage.Erasures;

/// <summary>Certificates of erasures: numbered, and each signed with the digest of the one before it.</summary>
internal static class Certificates
{
    private const int IdBytes = 16;

    /// <summary>Issues one, within a transaction that holds the lock of the log.</summary>
    public static async Task<ErasureCertificate> IssueAsync(
        DbConnection connection,
        TombstoneKeys keys,
        DateTimeOffset erasedAt,
        long position,
        ImmutableSortedDictionary<string, long> counts)
    {
        var number = Convert.ToInt64(
            await connection.ScalarAsync("SELECT coalesce(max(number), 0) + 1 FROM erasure_certificates")
                .ConfigureAwait(false),
            CultureInfo.InvariantCulture);
        var unsigned = new ErasureCertificate
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            ErasedAt = erasedAt,
            Position = position,
            Counts = counts,
            Digest = "",
        };
        var before = await DigestOfAsync(connection, number - 1).ConfigureAwait(false);
        var certificate = unsigned with { Digest = keys.Sign(TextOf(unsigned, before)) };
        await connection.ExecuteAsync(
            "INSERT INTO erasure_certificates (number, id, erased_at_ms, position, counts, digest) "
            + "VALUES (@number, @id, @at, @position, @counts, @digest)",
            ("number", number),
            ("id", certificate.Id),
            ("at", erasedAt.ToUnixTimeMilliseconds()),
            ("position", position),
            ("counts", JsonSerializer.Serialize(counts)),
            ("digest", certificate.Digest)).ConfigureAwait(false);
        return certificate;
    }

    /// <summary>Finds one and verifies it; null: there is none.</summary>
    /// <exception cref="AyniException"><c>conflict</c>: it is not as it was issued.</exception>
    public static async Task<ErasureCertificate?> FindAsync(DbConnection connection, string id)
    {
        if (await ReadAsync(connection, id).ConfigureAwait(false) is not var (number, certificate))
            return null;
        var keys = await TombstoneKeys.ReadAsync(connection).ConfigureAwait(false);
        var text = TextOf(certificate, await DigestOfAsync(connection, number - 1).ConfigureAwait(false));
        return certificate.Digest == keys.Sign(text)
            ? certificate
            : throw new AyniException(
                ErrorCodes.Conflict,
                $"The certificate {id} is not as it was issued: its digest is that of other numbers, or the "
                + "certificate before it was changed or taken away. Compare it with the answer of the erasure, or with "
                + "a backup.");
    }

    private static async Task<(long Number, ErasureCertificate Certificate)?> ReadAsync(
        DbConnection connection, string id)
    {
        var command = connection.Command(
            "SELECT number, erased_at_ms, position, counts, digest FROM erasure_certificates WHERE id = @id",
            ("id", id));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync().ConfigureAwait(false))
            return null;
        return (reader.GetInt64(0), new ErasureCertificate
        {
            Id = id,
            ErasedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
            Position = reader.GetInt64(2),
            Counts = JsonSerializer.Deserialize<Dictionary<string, long>>(reader.GetString(3))!
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            Digest = reader.GetString(4),
        });
    }

    private static async Task<string> DigestOfAsync(DbConnection connection, long number) =>
        (string?)await connection.ScalarAsync(
            "SELECT digest FROM erasure_certificates WHERE number = @number", ("number", number))
            .ConfigureAwait(false) ?? "";

    private static string TextOf(ErasureCertificate certificate, string before)
    {
        var text = new StringBuilder().Append(before).Append('\n').Append(certificate.Id).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"{certificate.ErasedAt.ToUnixTimeMilliseconds()}\n")
            .Append(CultureInfo.InvariantCulture, $"{certificate.Position}\n");
        foreach (var (kind, count) in certificate.Counts)
            text.Append(CultureInfo.InvariantCulture, $"{kind}={count}\n");
        return text.ToString();
    }
}
