using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Ayni.Silo.Security;

/// <summary>The key callers must show, if any; setting <c>Ayni:ApiKey</c>.</summary>
public sealed class ApiKey
{
    public const string Setting = "Ayni:ApiKey";
    public const string Header = "X-Api-Key";

    /// <summary>Scheme of the header <c>Authorization</c>, and the challenge for it.</summary>
    public const string Bearer = "Bearer";

    private const string Basic = "Basic";
    private const int MinLength = 16;

    /// <summary>Challenge that makes a browser ask for the key.</summary>
    public static readonly StringValues AskBrowser =
        new([Bearer, "Basic realm=\"Ayni: any name, the API key as password\", charset=\"UTF-8\""]);

    private readonly byte[]? _hash;

    /// <exception cref="ArgumentException">The key is too short to be one.</exception>
    public ApiKey(string? key)
    {
        if (string.IsNullOrEmpty(key))
            return;
        if (key.Length < MinLength || key.Any(char.IsWhiteSpace))
        {
            throw new ArgumentException(
                $"{Setting} has {key.Length} characters; it must have at least {MinLength}, none of them blank. " +
                "Set a longer one, or leave it out to serve without a key.");
        }

        _hash = Hash(key);
    }

    /// <summary>True if callers must show a key.</summary>
    public bool IsRequired => _hash is not null;

    /// <summary>True if the request shows the key, in either header.</summary>
    public bool Admits(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _hash is null
            || (request.Headers[Header] is [{ } key] ? Matches(key) : Matches(Credential(request, Bearer)));
    }

    /// <summary>True if a browser shows the key, as the password a person typed under any name.</summary>
    public bool AdmitsBrowser(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Matches(PasswordOf(Credential(request, Basic)));
    }

    private static string? Credential(HttpRequest request, string scheme) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var value)
        && value.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase)
            ? value.Parameter
            : null;

    private static string? PasswordOf(string? credential)
    {
        var bytes = new byte[credential?.Length ?? 0];
        if (!Convert.TryFromBase64String(credential ?? "", bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        return text.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? text[(colon + 1)..] : null;
    }

    // Hashes have one length, so the comparison takes one time whatever was guessed.
    private bool Matches(string? key) =>
        key is not null && CryptographicOperations.FixedTimeEquals(Hash(key), _hash);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
