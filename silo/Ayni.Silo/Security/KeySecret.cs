using System.Security.Cryptography;
using System.Text;

namespace Ayni.Silo.Security;

/// <summary>
/// A key as it is shown: <c>ayni_ID_SECRET</c>, or <c>ayni_pub_ID_SECRET</c> of one that may stand in pages. The id, 12
/// hexadecimal digits, says which key it is and is no secret; the secret is 32 random bytes, so that one SHA-256 is
/// enough of a hash: nobody guesses their way through 256 bits, however fast.
/// </summary>
public static class KeySecret
{
    /// <summary>What keys begin with, for those who search for leaked ones.</summary>
    public const string Prefix = "ayni_";

    /// <summary>What keys begin with that may stand in pages.</summary>
    public const string PublicPrefix = "ayni_pub_";

    private const int IdBytes = 6;
    private const int SecretBytes = 32;

    /// <summary>Makes a key.</summary>
    public static (string Id, string Text) Make(bool isPublic)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        return (id, $"{(isPublic ? PublicPrefix : Prefix)}{id}_{secret}");
    }

    /// <summary>The id in a key; null: it has not the form of one.</summary>
    public static string? IdIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.StartsWith(PublicPrefix, StringComparison.Ordinal) ? text[PublicPrefix.Length..]
            : text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..]
            : "";
        return rest.Length == (2 * IdBytes) + 1 + (2 * SecretBytes) && rest[2 * IdBytes] == '_'
            ? rest[..(2 * IdBytes)]
            : null;
    }

    /// <summary>What is kept of a key.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
