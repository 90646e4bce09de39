using Ayni.Domain.Auditing;

namespace Ayni.Gateway.Auditing;

/// <summary>Whether the audit trail is as it was written.</summary>
/// <param name="Whole">No row is missing or not what it was.</param>
/// <param name="Rows">Rows read: one for an act's beginning and one for its end.</param>
/// <param name="HeadNumber">Number of the newest row.</param>
/// <param name="HeadHash">
/// Its hash, which depends on every row before. Kept elsewhere, number and hash tell a trail that was made anew.
/// </param>
/// <param name="BrokenAt">First row that is wrong.</param>
/// <param name="Problem">What is wrong there.</param>
public sealed record AuditVerdictAnswer(
    bool Whole, long Rows, long HeadNumber, string HeadHash, long? BrokenAt, string? Problem)
{
    /// <summary>The wire form.</summary>
    public static AuditVerdictAnswer From(AuditVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return new AuditVerdictAnswer(
            verdict.BrokenAt is null, verdict.Rows, verdict.HeadNumber, verdict.HeadHash, verdict.BrokenAt,
            verdict.Problem);
    }
}
