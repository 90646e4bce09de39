using Ayni.Domain.Access;
using Ayni.Domain.Errors;

namespace Ayni.Gateway.Security;

/// <summary>Whose tokens are honoured, and what their roles allow; configuration section <c>Ayni:Oidc</c>.</summary>
internal sealed record OidcOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Oidc";

    private static readonly TimeSpan LeastRefresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostRefresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Address of the issuer, whose discovery document is at <c>/.well-known/openid-configuration</c> below it; null:
    /// no tokens.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>What a token must be for. Needed with an authority.</summary>
    public string? Audience { get; init; }

    /// <summary>Issuer that tokens name, where it is not the one of the discovery document.</summary>
    public string? Issuer { get; init; }

    /// <summary>
    /// Claim that holds the roles: several values, or one with blanks between them; dots lead into objects, such as
    /// <c>realm_access.roles</c>. <value>Default <c>roles</c>.</value>
    /// </summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Scopes of each role, such as <c>train, monitor</c>. Roles that are not here allow nothing.</summary>
    public Dictionary<string, string> Roles { get; init; } = [];

    /// <summary>
    /// Whether the issuer is asked over TLS alone. <value>Default true; one on this machine may do without.</value>
    /// </summary>
    public bool RequireHttps { get; init; } = true;

    /// <summary>
    /// How often at most the issuer's keys are read again because a token was signed with another one.
    /// <value>Default 30 seconds; a second to an hour.</value>
    /// </summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far clocks may differ. <value>Default 30 seconds; 0 to 5 minutes.</value></summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether tokens are honoured.</summary>
    public bool IsSet => !string.IsNullOrEmpty(Authority);

    /// <summary>The scopes of roles.</summary>
    public AccessScopes ScopesOf(IEnumerable<string> roles) => roles.Aggregate(
        AccessScopes.None,
        (sum, role) => Roles.TryGetValue(role, out var scopes)
            ? sum | AccessScopeNames.Parse(scopes, $"{Section}:{nameof(Roles)}:{role}")
            : sum);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: one is not as it must be.</exception>
    public OidcOptions Validate()
    {
        if (!IsSet)
            return this;
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw Invalid(nameof(Authority), $"is '{Authority}'", "Set an address such as https://login.example/shop.");
        if (address.Scheme == "http" && RequireHttps && !address.IsLoopback)
        {
            throw Invalid(
                nameof(Authority), $"is '{Authority}', without TLS",
                $"Set an https address, or {Section}:{nameof(RequireHttps)}=false where nobody is in between.");
        }

        if (string.IsNullOrWhiteSpace(Audience))
            throw Invalid(nameof(Audience), "is not set", "Set what the issuer's tokens for Ayni name as aud.");
        if (Roles.Count == 0)
            throw Invalid(nameof(Roles), "names no role", $"Set, say, {Section}:{nameof(Roles)}:analyst=train.");
        ScopesOf(Roles.Keys);
        if (string.IsNullOrWhiteSpace(RoleClaim))
            throw Invalid(nameof(RoleClaim), "is empty", "Set the claim that holds the roles, or leave it out.");
        if (RefreshEvery < LeastRefresh || RefreshEvery > MostRefresh)
            throw Invalid(nameof(RefreshEvery), $"is {RefreshEvery}", $"Set {LeastRefresh} to {MostRefresh}.");
        return ClockSkew < TimeSpan.Zero || ClockSkew > MostSkew
            ? throw Invalid(nameof(ClockSkew), $"is {ClockSkew}", $"Set 00:00:00 to {MostSkew}.")
            : this;
    }

    private static AyniException Invalid(string name, string problem, string remedy) =>
        new(ErrorCodes.Invalid, $"{Section}:{name} {problem}. {remedy}");
}
