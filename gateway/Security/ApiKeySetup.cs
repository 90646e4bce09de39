using Ayni.Silo.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Ayni.Gateway.Security;

/// <summary>Closes every path to callers without the key, but those that say <c>AllowAnonymous</c>.</summary>
internal static class ApiKeySetup
{
    private const string Scheme = "ApiKey";

    public static void AddApiKey(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new ApiKey(configuration[ApiKey.Setting]));
        services.AddAuthentication(Scheme).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Scheme, null);
        // The fallback holds where a path names nothing, and where there is no path: what nobody thought of is closed.
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
    }
}
