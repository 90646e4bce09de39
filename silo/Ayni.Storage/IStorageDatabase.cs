using System.Data.Common;
using Ayni.Domain;

namespace Ayni.Storage;

/// <summary>What the stores need of a database, whichever it is.</summary>
internal interface IStorageDatabase : IAsyncDisposable
{
    /// <summary>Makes or upgrades the schema, once.</summary>
    ValueTask InitializeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Opens a connection for reading. The continuation runs on the thread pool, never on a grain's scheduler:
    /// SQLite reads synchronously.
    /// </summary>
    ValueTask<DbConnection> OpenForReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs statements in one transaction and commits it; nothing is written if <paramref name="work"/> throws.
    /// The token is looked at until the work starts: a started transaction is finished.
    /// </summary>
    Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Empties the log that is written before the database's file, which holds what was deleted: SQLite, unless
    /// somebody is reading. PostgreSQL's is the operator's.
    /// </summary>
    Task ForgetDeletedAsync(CancellationToken cancellationToken);

    /// <summary>Nudges whoever follows the log or the catalogue.</summary>
    IChangeSignal Changes { get; }

    /// <summary>
    /// Within the work of <see cref="WriteAsync{T}"/>: says that it changes the log or the catalogue. Told when it
    /// commits, and only then.
    /// </summary>
    Task AnnounceAsync(DbConnection connection);
}
