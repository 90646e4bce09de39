using Ayni.Silo.Dashboard;
using Microsoft.Net.Http.Headers;

namespace Ayni.Silo.Security;

/// <summary>
/// Headers that tell a browser what an answer may do: run no script but those of the page's own program, stand in no
/// frame, be kept by nobody where it is of the shop.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>Policy of answers that run no script: data, and the pages that are written here.</summary>
    public const string WithoutScript =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    /// <summary>
    /// Policy of the pages that are programs: their own files and the gateway's answers, nothing inline but styles,
    /// which both programs set from their scripts.
    /// </summary>
    public const string WithOwnScripts =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>
    /// For a year, this host by HTTPS alone. Not sent to a browser on the same machine, which would then refuse every
    /// other program there that speaks HTTP.
    /// </summary>
    public const string StrictTransport = "max-age=31536000";

    private const string NoStore = "no-store";

    private static readonly PathString[] Programs = [DashboardMapping.Path, "/docs"];

    // Nothing of the shop is in them, whoever asks.
    private static readonly PathString[] OpenPages = ["/docs", "/openapi", "/features"];

    private static readonly string[] LocalHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>
    /// Middleware before all others: it writes as the answer begins, so that a refusal, which starts the answer anew,
    /// has the headers too.
    /// </summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(
            static state =>
            {
                Write((HttpContext)state);
                return Task.CompletedTask;
            },
            context);
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var path = context.Request.Path;
        headers.ContentSecurityPolicy = IsUnder(Programs, path) ? WithOwnScripts : WithoutScript;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (string.IsNullOrEmpty(headers.CacheControl) && path != "/" && !IsUnder(OpenPages, path))
            headers.CacheControl = NoStore;
        if (context.Request.IsHttps && !LocalHosts.Contains(context.Request.Host.Host))
            headers[HeaderNames.StrictTransportSecurity] = StrictTransport;
    }

    private static bool IsUnder(PathString[] roots, PathString path)
    {
        foreach (var root in roots)
        {
            if (path.StartsWithSegments(root))
                return true;
        }

        return false;
    }
}
