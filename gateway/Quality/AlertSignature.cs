using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ayni.Gateway.Quality;

/// <summary>
/// Proves who posted a body, and when: HMAC-SHA256 over "seconds.body" with the shared key, in hex, beside the seconds
/// since 1970. A receiver makes the same, compares in constant time, and refuses what is older than five minutes.
/// </summary>
internal static class AlertSignature
{
    public const string Header = "Ayni-Signature";

    public static string Of(string secret, DateTimeOffset now, string body)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(hash)}";
    }
}
