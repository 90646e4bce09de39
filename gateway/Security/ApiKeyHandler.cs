using System.Security.Claims;
using System.Text.Encodings.Web;
using Ayni.Gateway.Problems;
using Ayni.Silo.Dashboard;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Ayni.Gateway.Security;

/// <summary>Knows a caller by the API key; where none is set, everybody.</summary>
internal sealed class ApiKeyHandler(
    ApiKey apiKey,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    private static readonly StringValues AskBrowser =
        new(["Bearer", "Basic realm=\"Ayni: any name, the API key as password\", charset=\"UTF-8\""]);

    // A browser sends what was typed with forged requests too: for the dashboard alone, which only reads.
    private bool IsDashboard => Request.Path.StartsWithSegments(DashboardMapping.Path);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        apiKey.Admits(Request) || (IsDashboard && apiKey.AdmitsBrowser(Request))
            ? AuthenticateResult.Success(Ticket())
            : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = IsDashboard ? AskBrowser : "Bearer";
        return ProblemWriter.WriteAsync(
            Context, ProblemCodes.Unauthorized,
            $"{Request.Path} needs the API key. " +
            $"Send it as 'Authorization: Bearer KEY' or '{ApiKey.Header}: KEY'.");
    }

    private AuthenticationTicket Ticket() =>
        new(new ClaimsPrincipal(new ClaimsIdentity(Scheme.Name)), Scheme.Name);
}
