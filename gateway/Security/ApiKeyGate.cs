using Ayni.Gateway.Problems;
using Ayni.Silo.Dashboard;
using Microsoft.Extensions.Primitives;

namespace Ayni.Gateway.Security;

/// <summary>Lets only callers with the key past, everywhere but on the pages that hold no data.</summary>
internal sealed class ApiKeyGate(RequestDelegate next, ApiKey apiKey)
{
    private static readonly PathString[] OpenPaths = ["/health", "/docs", "/openapi"];

    public Task InvokeAsync(HttpContext context)
    {
        // A browser sends what was typed with forged requests too: for the dashboard alone, which only reads.
        var isDashboard = context.Request.Path.StartsWithSegments(DashboardMapping.Path);
        if (IsOpen(context.Request.Path) || apiKey.Admits(context.Request)
            || (isDashboard && apiKey.AdmitsBrowser(context.Request)))
            return next(context);
        context.Response.Headers.WWWAuthenticate = isDashboard
            ? new StringValues(["Bearer", "Basic realm=\"Ayni: any name, the API key as password\", charset=\"UTF-8\""])
            : "Bearer";
        return ProblemWriter.WriteAsync(
            context, ProblemCodes.Unauthorized,
            $"{context.Request.Path} needs the API key. " +
            $"Send it as 'Authorization: Bearer KEY' or '{ApiKey.Header}: KEY'.");
    }

    // Named are the open paths, not the closed ones, so that a path nobody thought of is closed.
    private static bool IsOpen(PathString path) =>
        path == "/" || OpenPaths.Any(open => path.StartsWithSegments(open));
}
