using Ayni.Silo.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Ayni.Gateway.Security;

/// <summary>Closes every path to callers without its scope, but those that say <c>AllowAnonymous</c>.</summary>
internal static class AccessSetup
{
    /// <summary>Adds keys, tokens and scopes; after the stores.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.AddAyniAccess();
        var oidc = (builder.Configuration.GetSection(OidcOptions.Section).Get<OidcOptions>() ?? new()).Validate();
        var authentication = builder.Services
            .AddAuthentication(oidc.IsSet ? OidcSetup.SchemeName : KeyHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.SchemeName, null);
        if (oidc.IsSet)
            authentication.AddTokens(oidc);
        builder.Services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        // The fallback holds where a path names nothing, and where there is no path: what nobody thought of is closed.
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().AddRequirements(new ScopeRequirement(null)).Build());
    }
}
