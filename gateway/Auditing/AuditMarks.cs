using Ayni.Domain.Auditing;

namespace Ayni.Gateway.Auditing;

/// <summary>Metadata of an endpoint: what it does is written into the audit trail.</summary>
/// <param name="Act">One of <see cref="AuditActs"/>.</param>
/// <param name="Target">Name of the segment that says what it is done to; null: none does.</param>
/// <param name="IsUser">The segment is a shopper's id.</param>
internal sealed record AuditMark(string Act, string? Target, bool IsUser);

/// <summary>Metadata of an endpoint that may change something and is not audited.</summary>
/// <param name="Reason">Why not.</param>
internal sealed record UnauditedMark(string Reason);

/// <summary>Marks endpoints.</summary>
internal static class AuditMarking
{
    /// <summary>Every call is written into the audit trail, before and after.</summary>
    public static RouteHandlerBuilder Audits(this RouteHandlerBuilder builder, string act, string? target = null) =>
        builder.WithMetadata(new AuditMark(act, target, IsUser: false));

    /// <summary>The same of a path whose <c>id</c> is a shopper's, kept as a keyed hash alone.</summary>
    public static RouteHandlerBuilder AuditsUser(this RouteHandlerBuilder builder, string act) =>
        builder.WithMetadata(new AuditMark(act, "id", IsUser: true));

    /// <summary>Not written, for a reason.</summary>
    public static RouteHandlerBuilder IsNotAudited(this RouteHandlerBuilder builder, string reason) =>
        builder.WithMetadata(new UnauditedMark(reason));
}
