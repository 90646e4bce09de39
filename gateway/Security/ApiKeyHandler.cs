using System.Security.Claims;
using System.Text.Encodings.Web;
using Ayni.Gateway.Problems;
using Ayni.Silo.Dashboard;
using Ayni.Silo.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Ayni.Gateway.Security;

/// <summary>Knows a caller by the API key; where none is set, everybody.</summary>
internal sealed class ApiKeyHandler(
    ApiKey apiKey,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    // A browser sends what was typed with forged requests too: for the dashboard alone, which only reads.
    private bool IsDashboard => Request.Path.StartsWithSegments(DashboardMapping.Path);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        apiKey.Admits(Request) || (IsDashboard && apiKey.AdmitsBrowser(Request))
            ? AuthenticateResult.Success(Ticket())
            : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = IsDashboard ? ApiKey.AskBrowser : ApiKey.Bearer;
        return ProblemWriter.WriteAsync(
            Context, ProblemCodes.Unauthorized,
            $"{Request.Path} needs the API key. " +
            $"Send it as 'Authorization: Bearer KEY' or '{ApiKey.Header}: KEY'.");
    }

    private AuthenticationTicket Ticket() =>
        new(new ClaimsPrincipal(new ClaimsIdentity(Scheme.Name)), Scheme.Name);
}
