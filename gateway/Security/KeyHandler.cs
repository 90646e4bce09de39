using System.Text.Encodings.Web;
using Ayni.Domain.Access;
using Ayni.Gateway.Problems;
using Ayni.Silo.Dashboard;
using Ayni.Silo.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Ayni.Gateway.Security;

/// <summary>
/// Knows a caller by the key they show, and writes the refusals, of tokens too. Where no credential is configured, it
/// knows whoever is on this machine.
/// </summary>
internal sealed class KeyHandler(
    AccessGate gate,
    AccessMetrics metrics,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "Key";

    private static readonly object ReasonItem = new();

    // A browser sends what was typed with forged requests too: for the dashboard alone, which only reads.
    private bool IsDashboard => Request.Path.StartsWithSegments(DashboardMapping.Path);

    /// <summary>Remembers why a credential of another scheme was refused.</summary>
    public static void NoteRefusal(HttpContext context, string reason) => context.Items[ReasonItem] = reason;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (grant, reason) = gate.Check(Context, takesTyped: IsDashboard);
        if (grant is not null)
        {
            return Task.FromResult(AuthenticateResult.Success(
                new AuthenticationTicket(Caller.Of(grant, Scheme.Name), Scheme.Name)));
        }

        NoteRefusal(Context, reason);
        return Task.FromResult(AuthenticateResult.NoResult());
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var reason = Context.Items[ReasonItem] as string ?? RefusalReasons.Missing;
        metrics.Refused(reason);
        var detail = AccessAdvice.Of(reason, Request.Path);
        if (reason is RefusalReasons.Stale or RefusalReasons.Issuer)
            return ProblemWriter.WriteAsync(Context, ProblemCodes.Unavailable, detail);
        Response.Headers.WWWAuthenticate = IsDashboard ? ShownKey.AskBrowser : Challenge(reason);
        return ProblemWriter.WriteAsync(Context, ProblemCodes.Unauthorized, detail);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var metadata = Context.GetEndpoint()?.Metadata;
        var needed = metadata?.GetMetadata<RequiredScope>()?.Name ?? AccessScopeNames.TextOf(AccessScopes.Admin);
        if (Caller.IsPublic(Context.User) && metadata?.GetMetadata<PublicKeyAllowed>() is null)
        {
            metrics.Refused(RefusalReasons.PublicKey);
            return ProblemWriter.WriteAsync(
                Context, ProblemCodes.Forbidden,
                $"{Request.Path} takes no public key. Ask it from the shop's own server, with a key that is not public "
                + $"and has the scope {needed}.");
        }

        metrics.Refused(RefusalReasons.Scope);
        // RFC 6750, section 3.1.
        Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{needed}\"";
        var held = AccessScopeNames.TextOf(Caller.ScopesOf(Context.User));
        return ProblemWriter.WriteAsync(
            Context, ProblemCodes.Forbidden,
            $"{Request.Path} needs the scope {needed}; '{Caller.NameOf(Context.User)}' has "
            + $"{(held.Length == 0 ? "none" : held)}. Use a credential that has it, or make one.");
    }

    // RFC 6750, section 3.1: no error is named where no credential was shown.
    private static string Challenge(string reason) =>
        reason is RefusalReasons.Missing or RefusalReasons.Unconfigured
            ? ShownKey.Bearer
            : $"{ShownKey.Bearer} error=\"invalid_token\"";
}
