namespace Ayni.Domain.Auditing;

/// <summary>
/// Who did what, when, and what became of it. An act is written before it is done and its end after, each on disk when
/// the call returns, so that a crash between leaves an act without an end and never an end without an act. Rows are
/// only added: the database refuses to change or delete one, and each holds a hash over itself and the one before.
/// Thread-safe; any number of processes may write.
/// </summary>
public interface IAuditTrail
{
    /// <summary>Writes that an act is about to be done.</summary>
    /// <returns>Its number.</returns>
    Task<long> BeginAsync(AuditedAct act, CancellationToken cancellationToken = default);

    /// <summary>Writes how it ended. A second end of the same act is an error.</summary>
    Task EndAsync(long number, AuditEnd end, CancellationToken cancellationToken = default);

    /// <summary>Acts, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(
        AuditQuery query, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads every row and works its hash out again.</summary>
    Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// What the trail calls a shopper: <c>user:</c> and HMAC-SHA-256 of the id under a key of this database. So the
    /// trail names nobody who was erased, and still tells, of an id at hand, whether and when.
    /// </summary>
    Task<string> NameOfUserAsync(string userId, CancellationToken cancellationToken = default);
}
