using Ayni.Domain.Access;
using Microsoft.AspNetCore.Authorization;

namespace Ayni.Gateway.Security;

/// <summary>Says which scope a path needs. A path that says nothing needs <c>admin</c>.</summary>
internal static class ScopeMapping
{
    /// <summary>Lets callers with a scope in, and with <c>admin</c>.</summary>
    public static T RequireScope<T>(this T builder, AccessScopes scope)
        where T : IEndpointConventionBuilder
    {
        var policy = new AuthorizationPolicyBuilder().AddRequirements(new ScopeRequirement(scope)).Build();
        return builder.RequireAuthorization(policy).WithMetadata(new RequiredScope(scope));
    }

    /// <summary>Lets public keys in too, where they have the scope; the path holds them to their guest.</summary>
    public static T AllowsPublicKey<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.WithMetadata(PublicKeyAllowed.Instance);
}
