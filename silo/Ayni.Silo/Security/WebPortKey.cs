using Ayni.Silo.Dashboard;

namespace Ayni.Silo.Security;

/// <summary>Closes the web port of a silo alone to callers without the API key, where one is set.</summary>
internal sealed class WebPortKey(ApiKey key)
{
    /// <summary>
    /// Middleware before all paths. A path that says <c>AllowAnonymous</c> is open; a browser is asked for the key at
    /// the dashboard alone, for it sends what was typed with forged requests too.
    /// </summary>
    public Task RunAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var isDashboard = context.Request.Path.StartsWithSegments(DashboardMapping.Path, StringComparison.Ordinal);
        var isOpen = context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>();
        if (isOpen is not null || key.Admits(context.Request) || (isDashboard && key.AdmitsBrowser(context.Request)))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = isDashboard ? ApiKey.AskBrowser : ApiKey.Bearer;
        return Task.CompletedTask;
    }
}
