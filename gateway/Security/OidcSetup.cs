using Ayni.Silo.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Ayni.Gateway.Security;

/// <summary>Honours the tokens of one issuer beside keys.</summary>
internal static class OidcSetup
{
    /// <summary>Scheme that looks at a request and asks the one that it is for.</summary>
    public const string SchemeName = "KeyOrToken";

    private const string TokenScheme = "Token";

    // A key that the issuer takes back is one it no longer trusts; tokens signed with it live so long yet.
    private static readonly TimeSpan ReadKeysEvery = TimeSpan.FromHours(1);

    // What a token begins with: {" in base64.
    private const string TokenStart = "eyJ";

    // Signatures by the issuer's private key alone; one by a shared secret could be made with the public one.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddTokens(this AuthenticationBuilder authentication, OidcOptions options)
    {
        authentication.AddPolicyScheme(SchemeName, null, scheme =>
        {
            scheme.ForwardDefaultSelector = context => IsToken(context.Request) ? TokenScheme : KeyHandler.SchemeName;
            // Refusals are written in one place, whatever was shown.
            scheme.ForwardChallenge = KeyHandler.SchemeName;
            scheme.ForwardForbid = KeyHandler.SchemeName;
        });
        authentication.AddJwtBearer(TokenScheme, bearer => Configure(bearer, options));
        // After the scheme's own: the keys before the newest would be honoured for an hour more.
        authentication.Services.PostConfigure<JwtBearerOptions>(TokenScheme, bearer =>
            ((BaseConfigurationManager)bearer.ConfigurationManager!).UseLastKnownGoodConfiguration = false);
    }

    private static bool IsToken(HttpRequest request) =>
        ShownKey.BearerIn(request) is { } shown && shown.StartsWith(TokenStart, StringComparison.Ordinal)
        && shown.Count(character => character == '.') == 2;

    private static void Configure(JwtBearerOptions bearer, OidcOptions options)
    {
        bearer.Authority = options.Authority;
        bearer.RequireHttpsMetadata =
            options.RequireHttps && new Uri(options.Authority!).Scheme == Uri.UriSchemeHttps;
        bearer.MapInboundClaims = false;
        bearer.SaveToken = false;
        bearer.IncludeErrorDetails = false;
        bearer.RefreshInterval = options.RefreshEvery;
        bearer.AutomaticRefreshInterval = ReadKeysEvery;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = options.Audience,
            ValidIssuer = options.Issuer,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = options.ClockSkew,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var roles = TokenRoles.In(context.Principal!.Claims, options.RoleClaim);
                var grant = new AccessGrant($"token:{NameIn(context)}", options.ScopesOf(roles));
                context.Principal = Caller.Of(grant, TokenScheme);
                return Task.CompletedTask;
            },
            OnAuthenticationFailed = async context =>
            {
                var reason = await KnowsIssuerAsync(context) ? RefusalReasons.Token : RefusalReasons.Issuer;
                KeyHandler.NoteRefusal(context.HttpContext, reason);
                context.Fail(context.Exception);
            },
        };
    }

    // Where the issuer never answered, that is what is wrong, and not the token: the library looks for a key and finds
    // none. What was read once is at hand.
    private static async Task<bool> KnowsIssuerAsync(AuthenticationFailedContext context)
    {
        try
        {
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // Of a person the subject, of a program with a token of its own the client.
    private static string NameIn(TokenValidatedContext context) =>
        context.Principal!.FindFirst("sub")?.Value ?? context.Principal.FindFirst("client_id")?.Value
        ?? context.Principal.FindFirst("azp")?.Value ?? "unnamed";
}
