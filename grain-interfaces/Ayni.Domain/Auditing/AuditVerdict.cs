namespace Ayni.Domain.Auditing;

/// <summary>Whether the trail is as it was written.</summary>
/// <param name="Rows">Rows that were read: one for each act's beginning and one for its end.</param>
/// <param name="HeadNumber">Number of the newest row.</param>
/// <param name="HeadHash">
/// Its hash, which depends on every row before. Whoever can write to the database can make a whole new trail: noted
/// elsewhere, number and hash tell.
/// </param>
/// <param name="BrokenAt">Number of the first row that is missing or not what it was; null: there is none.</param>
/// <param name="Problem">What is wrong there; null: nothing.</param>
public sealed record AuditVerdict(long Rows, long HeadNumber, string HeadHash, long? BrokenAt, string? Problem);
