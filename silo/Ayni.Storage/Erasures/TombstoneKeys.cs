using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Ayni.Storage.Erasures;

/// <summary>
/// The keys under which shoppers' ids are hashed: the store's own first, then those of the stores whose tombstones were
/// added to it. Without a key a tombstone cannot be told from random bytes, and no id can be tried on it.
/// </summary>
internal sealed class TombstoneKeys
{
    private readonly IReadOnlyList<byte[]> _secrets;

    private TombstoneKeys(IReadOnlyList<byte[]> secrets) => _secrets = secrets;

    /// <summary>Bytes of a key.</summary>
    public const int SecretBytes = 32;

    /// <summary>The key of this store.</summary>
    public byte[] Own => _secrets[0];

    /// <summary>All keys.</summary>
    public IReadOnlyList<byte[]> All => _secrets;

    public static async Task<TombstoneKeys> ReadAsync(DbConnection connection)
    {
        var command = connection.Command("SELECT secret FROM erasure_keys ORDER BY number");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var secrets = new List<byte[]>();
        while (await reader.ReadAsync().ConfigureAwait(false))
            secrets.Add((byte[])reader.GetValue(0));
        return secrets.Count > 0
            ? new TombstoneKeys(secrets)
            : throw new InvalidOperationException("The table erasure_keys has no row.");
    }

    /// <summary>Adds keys of other stores, within a transaction of the caller's.</summary>
    public static async Task AddAsync(DbConnection connection, IReadOnlyList<byte[]> secrets)
    {
        foreach (var secret in secrets)
        {
            await connection.ExecuteAsync(
                "INSERT INTO erasure_keys (number, secret) "
                + "SELECT (SELECT max(number) + 1 FROM erasure_keys), @secret WHERE NOT EXISTS "
                + "(SELECT 1 FROM erasure_keys WHERE secret = @secret)",
                ("secret", secret)).ConfigureAwait(false);
        }
    }

    /// <summary>What a new tombstone of a shopper holds.</summary>
    public byte[] Hash(string userId) => HMACSHA256.HashData(Own, Encoding.UTF8.GetBytes(userId));

    /// <summary>What a tombstone of a shopper may hold: a hash a key.</summary>
    public IEnumerable<byte[]> Hashes(string userId)
    {
        var utf8 = Encoding.UTF8.GetBytes(userId);
        return _secrets.Select(secret => HMACSHA256.HashData(secret, utf8));
    }

    /// <summary>HMAC-SHA-256 of a text under the store's key, in hexadecimal digits.</summary>
    public string Sign(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Own, Encoding.UTF8.GetBytes(text)));
}
