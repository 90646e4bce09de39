namespace Ayni.Domain.Auditing;

/// <summary>What became of an act. The numbers are stored and never change meaning.</summary>
public enum AuditOutcome
{
    /// <summary>
    /// It is under way, or whoever did it died before its end was written: it may have been done, and may not.
    /// </summary>
    Unknown = 0,

    /// <summary>It was done.</summary>
    Done = 1,

    /// <summary>It was refused, and changed nothing.</summary>
    Refused = 2,

    /// <summary>It failed; it may have been done in part.</summary>
    Failed = 3,
}
