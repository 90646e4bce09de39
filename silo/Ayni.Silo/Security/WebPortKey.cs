using Ayni.Domain.Access;
using Ayni.Silo.Dashboard;
using Microsoft.AspNetCore.Authorization;

namespace Ayni.Silo.Security;

/// <summary>Closes the web port of a silo alone to callers without the scope <c>monitor</c>.</summary>
internal sealed class WebPortKey(AccessGate gate, AccessMetrics metrics)
{
    /// <summary>
    /// Middleware before all paths. A path that says <c>AllowAnonymous</c> is open; a browser is asked for the key at
    /// the dashboard alone, for it sends what was typed with forged requests too.
    /// </summary>
    public Task RunAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return next(context);
        var isDashboard = context.Request.Path.StartsWithSegments(DashboardMapping.Path, StringComparison.Ordinal);
        var (grant, reason) = gate.Check(context, takesTyped: isDashboard);
        if (grant is null)
            return RefuseAsync(context, reason, isDashboard);
        return grant.Scopes.Cover(AccessScopes.Monitor)
            ? next(context)
            : RefuseAsync(context, RefusalReasons.Scope, isDashboard);
    }

    private Task RefuseAsync(HttpContext context, string reason, bool isDashboard)
    {
        metrics.Refused(reason);
        context.Response.StatusCode = reason switch
        {
            RefusalReasons.Scope => StatusCodes.Status403Forbidden,
            RefusalReasons.Stale => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status401Unauthorized,
        };
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = isDashboard ? ShownKey.AskBrowser : ShownKey.Bearer;
        return context.Response.WriteAsync(
            reason == RefusalReasons.Scope
                ? $"{context.Request.Path} needs a key with the scope monitor."
                : AccessAdvice.Of(reason, context.Request.Path));
    }
}
