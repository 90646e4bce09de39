namespace Ayni.Silo.Security;

/// <summary>What came of looking at a credential.</summary>
/// <param name="Grant">Who it is; null: nobody, for a reason.</param>
/// <param name="Reason">One of <see cref="RefusalReasons"/>; empty with a grant.</param>
public readonly record struct AccessCheck(AccessGrant? Grant, string Reason)
{
    /// <summary>The caller is known.</summary>
    public static AccessCheck Of(AccessGrant grant) => new(grant, "");

    /// <summary>The caller is not.</summary>
    public static AccessCheck Refused(string reason) => new(null, reason);
}
