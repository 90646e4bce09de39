namespace Ayni.Silo.Security;

/// <summary>Why an attempt was refused, as metrics name it.</summary>
public static class RefusalReasons
{
    /// <summary>No credential was shown.</summary>
    public const string Missing = "missing";

    /// <summary>There is no such key.</summary>
    public const string Unknown = "unknown";

    /// <summary>The key's time is over.</summary>
    public const string Expired = "expired";

    /// <summary>The key was taken back.</summary>
    public const string Revoked = "revoked";

    /// <summary>The token is not one of the issuer's for us, or is over.</summary>
    public const string Token = "token";

    /// <summary>The issuer of tokens does not answer.</summary>
    public const string Issuer = "issuer";

    /// <summary>The credential does not allow this.</summary>
    public const string Scope = "scope";

    /// <summary>A public key asked for what no page may.</summary>
    public const string PublicKey = "public_key";

    /// <summary>No credential is configured, and others than this machine reach the port.</summary>
    public const string Unconfigured = "unconfigured";

    /// <summary>The store of keys has not answered for too long.</summary>
    public const string Stale = "stale";
}
