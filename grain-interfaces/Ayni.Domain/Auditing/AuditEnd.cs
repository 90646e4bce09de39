namespace Ayni.Domain.Auditing;

/// <summary>How an act ended.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Code">Why it was refused or failed, as a problem's code; null: it was not.</param>
/// <param name="Result">What came of it, such as the id of a run; null: nothing with a name.</param>
/// <param name="UserId">A second shopper it was done to, such as a guest; kept as the first is.</param>
public sealed record AuditEnd(AuditOutcome Outcome, string? Code = null, string? Result = null, string? UserId = null);
