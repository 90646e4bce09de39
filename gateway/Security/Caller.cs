using System.Security.Claims;
using Ayni.Domain.Access;
using Ayni.Silo.Security;

namespace Ayni.Gateway.Security;

/// <summary>Who sent a request, as claims: <c>User.Identity.Name</c> is for the log and the audit.</summary>
internal static class Caller
{
    /// <summary>Claim whose value is the name of a scope; one each.</summary>
    public const string ScopeClaim = "ayni:scope";

    private const string PublicClaim = "ayni:public";

    /// <summary>Somebody with a grant.</summary>
    public static ClaimsPrincipal Of(AccessGrant grant, string scheme)
    {
        var claims = AccessScopeNames.Of(grant.Scopes).Select(name => new Claim(ScopeClaim, name)).ToList();
        claims.Add(new Claim(ClaimTypes.Name, grant.Name));
        if (grant.IsPublic)
            claims.Add(new Claim(PublicClaim, "true"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>What somebody may do.</summary>
    public static AccessScopes ScopesOf(ClaimsPrincipal user) => user.FindAll(ScopeClaim)
        .Aggregate(AccessScopes.None, (sum, claim) => sum | (AccessScopeNames.Find(claim.Value) ?? AccessScopes.None));

    /// <summary>Whether somebody showed a key that stands in pages.</summary>
    public static bool IsPublic(ClaimsPrincipal user) => user.HasClaim(PublicClaim, "true");

    /// <summary>What somebody is called; null: nobody is known.</summary>
    public static string? NameOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Name);
}
