namespace Ayni.Gateway.Auditing;

/// <summary>A page of the audit trail.</summary>
/// <param name="Entries">Acts, newest first.</param>
/// <param name="NextCursor">What to send as cursor for the page after; null: that was the last.</param>
public sealed record AuditAnswer(IReadOnlyList<AuditEntryBody> Entries, string? NextCursor);
