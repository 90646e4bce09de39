namespace Ayni.Silo.Security;

/// <summary>Decides who a request is from.</summary>
/// <param name="ring">The keys.</param>
/// <param name="reach">Who reaches the port.</param>
/// <param name="configuration">Says whether an issuer of tokens is set, which is a credential too.</param>
public sealed class AccessGate(KeyRing ring, ServerReach reach, IConfiguration configuration)
{
    /// <summary>Setting of the issuer of tokens.</summary>
    public const string AuthoritySetting = "Ayni:Oidc:Authority";

    private readonly bool _hasIssuer = !string.IsNullOrEmpty(configuration[AuthoritySetting]);

    /// <summary>Whether callers must show anything; else this machine alone is let in.</summary>
    public bool HasCredentials => _hasIssuer || ring.HasKeys;

    /// <summary>Who a request is from, by the key that it shows.</summary>
    /// <param name="context">The request.</param>
    /// <param name="takesTyped">Whether what a person typed into a browser counts: for paths that only read.</param>
    public AccessCheck Check(HttpContext context, bool takesTyped)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!HasCredentials)
        {
            return reach.IsLocal(context)
                ? AccessCheck.Of(AccessGrant.Local)
                : AccessCheck.Refused(RefusalReasons.Unconfigured);
        }

        var shown = ShownKey.In(context.Request) ?? (takesTyped ? ShownKey.TypedIn(context.Request) : null);
        return shown is null ? AccessCheck.Refused(RefusalReasons.Missing) : ring.Check(shown);
    }

    /// <summary>What the start says of one address.</summary>
    public string Describe(string address)
    {
        if (HasCredentials)
        {
            var sources = _hasIssuer
                ? ring.Sources.Append($"tokens of {configuration[AuthoritySetting]}")
                : ring.Sources;
            return $"Callers need a credential: {string.Join(", ", sources)}.";
        }

        return ServerReach.IsLoopback(address)
            ? "No credential is configured: open to this machine, and to it alone."
            : $"Closed: other machines reach {address}, and no credential is configured. {Remedy}";
    }

    /// <summary>How a first credential is made.</summary>
    public static string Remedy =>
        "Make a key on the same data by 'dotnet run --project trainer/Ayni.Trainer -- keys add NAME --scopes admin' "
        + $"(--data DIR or --postgres CONN), which is honoured within a second, or set {ApiKey.Setting} or "
        + $"{AuthoritySetting}.";
}
