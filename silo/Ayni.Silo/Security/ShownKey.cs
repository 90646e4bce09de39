using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Ayni.Silo.Security;

/// <summary>Reads the key that a request shows, from its headers alone: addresses are logged on the way.</summary>
public static class ShownKey
{
    /// <summary>Header of a key.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>Scheme of the header <c>Authorization</c>, and the challenge for it.</summary>
    public const string Bearer = "Bearer";

    private const string Basic = "Basic";

    /// <summary>Challenge that makes a browser ask for the key.</summary>
    public static readonly StringValues AskBrowser =
        new([Bearer, "Basic realm=\"Ayni: any name, a key as password\", charset=\"UTF-8\""]);

    /// <summary>The key in either header; null: none.</summary>
    public static string? In(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers[Header] is [{ Length: > 0 } key] ? key : BearerIn(request);
    }

    /// <summary>The bearer's token; null: none.</summary>
    public static string? BearerIn(HttpRequest request) => Credential(request, Bearer);

    /// <summary>The password a person typed into a browser under any name; null: none.</summary>
    public static string? TypedIn(HttpRequest request) => PasswordOf(Credential(request, Basic));

    private static string? Credential(HttpRequest request, string scheme)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var value)
            && value.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase)
            && !string.IsNullOrEmpty(value.Parameter)
                ? value.Parameter
                : null;
    }

    private static string? PasswordOf(string? credential)
    {
        var bytes = new byte[credential?.Length ?? 0];
        if (!Convert.TryFromBase64String(credential ?? "", bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        return text.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? text[(colon + 1)..] : null;
    }
}
