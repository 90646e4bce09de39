using Ayni.Domain.Access;

namespace Ayni.Silo.Security;

/// <summary>Who a caller is and what they may do.</summary>
/// <param name="Name">Such as <c>key:storefront</c>; for the log and the audit, never a secret.</param>
/// <param name="Scopes">What is allowed.</param>
/// <param name="IsPublic">Whether the caller is whoever reads the page, and so a guest alone.</param>
public sealed record AccessGrant(string Name, AccessScopes Scopes, bool IsPublic = false)
{
    /// <summary>Who asks from this machine where no credential is configured.</summary>
    public static AccessGrant Local { get; } = new("local", AccessScopes.Admin);
}
