using System.Security.Claims;
using Ayni.Domain.Access;
using Microsoft.AspNetCore.Authorization;

namespace Ayni.Gateway.Security;

/// <summary>Decides whether who asks may.</summary>
internal sealed class ScopeHandler : AuthorizationHandler<ScopeRequirement>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated == true
            && Allows(context.User, requirement, (context.Resource as HttpContext)?.GetEndpoint()))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool Allows(ClaimsPrincipal user, ScopeRequirement requirement, Endpoint? endpoint)
    {
        if (requirement.Scope is { } scope)
        {
            return Caller.ScopesOf(user).Cover(scope)
                && (!Caller.IsPublic(user) || endpoint?.Metadata.GetMetadata<PublicKeyAllowed>() is not null);
        }

        // Whoever is known hears that a path is not there, or not for this method: neither is a route.
        return endpoint is not RouteEndpoint || Caller.ScopesOf(user).Cover(AccessScopes.Admin);
    }
}
