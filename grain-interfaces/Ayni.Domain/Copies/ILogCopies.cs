namespace Ayni.Domain.Copies;

/// <summary>
/// The durable register of folders made of the log. Erasures are numbered from 1 up. Thread-safe. A write that returned
/// is on disk.
/// </summary>
public interface ILogCopies
{
    /// <summary>
    /// Registers a folder before its first byte is written. A folder that is registered keeps its id, and is taken to
    /// hold whom it held too: other files may lie in it.
    /// </summary>
    /// <param name="kind">What it will hold.</param>
    /// <param name="machine">Name of the machine.</param>
    /// <param name="directory">Full path.</param>
    /// <param name="purgedThrough">Newest erasure whose interactions it will not hold for certain.</param>
    /// <param name="now">Time of the registration.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LogCopy> BeginAsync(
        LogCopyKind kind,
        string machine,
        string directory,
        long purgedThrough,
        DateTimeOffset now,
        CancellationToken cancellationToken = default);

    /// <summary>Notes that a folder is complete.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="logPosition">Last position of the log in it.</param>
    /// <param name="purgedThrough">
    /// Newest erasure when its writing began. What was purged of it meanwhile was not what it holds now.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False: no folder is registered under the id.</returns>
    Task<bool> CompleteAsync(
        string id, long logPosition, long purgedThrough, CancellationToken cancellationToken = default);

    /// <summary>Number of the newest erasure; 0: there was none.</summary>
    Task<long> GetErasuresAsync(CancellationToken cancellationToken = default);

    /// <summary>All folders, by machine and path.</summary>
    Task<IReadOnlyList<LogCopy>> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes that a folder holds nothing of the erasures up to a number. It is there then, and has no problem.
    /// </summary>
    /// <returns>False: no folder is registered under the id.</returns>
    Task<bool> MarkPurgedAsync(
        string id, long purgedThrough, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Notes since when a folder is missing and what keeps it from being purged; null: nothing.</summary>
    /// <returns>False: no folder is registered under the id.</returns>
    Task<bool> NoteAsync(
        string id, DateTimeOffset? missingSince, string? problem, CancellationToken cancellationToken = default);

    /// <summary>Takes a folder off the register; the folder stays as it is.</summary>
    /// <returns>False: no folder is registered under the id.</returns>
    Task<bool> ForgetAsync(string id, CancellationToken cancellationToken = default);
}
