using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ayni.Gateway.Tests.Security;

/// <summary>
/// An issuer of tokens on this machine: discovery document, key set, and tokens written by hand, so that a test can
/// write what no library would.
/// </summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "ayni";

    private readonly WebApplication _app;
    private SigningKey _key = new("key-1");

    private TokenIssuer(WebApplication app) => _app = app;

    /// <summary>Its address, and the name in its tokens.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Times that the key set was asked for.</summary>
    public int KeyReads { get; private set; }

    public static async Task<TokenIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var issuer = new TokenIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = issuer.Address,
            ["jwks_uri"] = $"{issuer.Address}/keys",
        }));
        issuer._app.MapGet("/keys", () =>
        {
            issuer.KeyReads++;
            return Results.Json(new { keys = new[] { issuer._key.Public() } });
        });
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>Signs with another key from now on, and tells that one alone.</summary>
    public void Roll(string keyId) => _key = new SigningKey(keyId);

    /// <summary>A token that is as it must be, but for what a test changes.</summary>
    public string Token(
        object? roles = null,
        string? issuer = null,
        string audience = Audience,
        TimeSpan? endsIn = null,
        string claim = "roles") => _key.Sign(Claims(roles ?? new[] { "analyst" }, issuer, audience, endsIn, claim));

    /// <summary>A token that says it was signed by our key, and was by another one.</summary>
    public string Forged() => new SigningKey(_key.Id).Sign(Usual());

    /// <summary>A token without a signature, which says so.</summary>
    public string Unsigned() =>
        $"{Base64(new { alg = "none", typ = "JWT" })}.{Base64(Usual())}.";

    /// <summary>A token signed with the public key as if it were a shared secret.</summary>
    public string SignedByThePublicKey()
    {
        var head = Base64(new { alg = "HS256", typ = "JWT", kid = _key.Id });
        var text = $"{head}.{Base64(Usual())}";
        var mac = HMACSHA256.HashData(_key.PublicBytes(), Encoding.UTF8.GetBytes(text));
        return $"{text}.{Base64(mac)}";
    }

    /// <summary>A token whose roles were changed after it was signed.</summary>
    public string Altered()
    {
        var parts = Token(roles: new[] { "guest" }).Split('.');
        parts[1] = Base64(Usual());
        return string.Join('.', parts);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Base64(object value) => Base64(JsonSerializer.SerializeToUtf8Bytes(value));

    private static string Base64(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private Dictionary<string, object> Usual() => Claims(new[] { "analyst" }, null, Audience, null, "roles");

    private Dictionary<string, object> Claims(
        object roles, string? issuer, string audience, TimeSpan? endsIn, string claim)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new Dictionary<string, object>
        {
            ["iss"] = issuer ?? Address,
            ["aud"] = audience,
            ["sub"] = "ana",
            ["iat"] = now.AddHours(-1).ToUnixTimeSeconds(),
            ["exp"] = (now + (endsIn ?? TimeSpan.FromMinutes(5))).ToUnixTimeSeconds(),
            [claim] = roles,
        };
    }

    private sealed class SigningKey(string id)
    {
        private readonly RSA _rsa = RSA.Create(2048);

        public string Id => id;

        public object Public()
        {
            var parameters = _rsa.ExportParameters(false);
            return new
            {
                kty = "RSA",
                use = "sig",
                alg = "RS256",
                kid = id,
                n = Base64(parameters.Modulus!),
                e = Base64(parameters.Exponent!),
            };
        }

        public byte[] PublicBytes() => _rsa.ExportSubjectPublicKeyInfo();

        public string Sign(object claims)
        {
            var text = $"{Base64(new { alg = "RS256", typ = "JWT", kid = id })}.{Base64(claims)}";
            var signature = _rsa.SignData(
                Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return $"{text}.{Base64(signature)}";
        }
    }
}
