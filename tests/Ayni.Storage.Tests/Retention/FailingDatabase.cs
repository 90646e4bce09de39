using System.Data.Common;
using Ayni.Domain;

namespace Ayni.Storage.Tests.Retention;

/// <summary>
/// A database under a process that dies: of the next write before its first statement, after its last one but before
/// the commit, or after the commit, before anybody hears of it.
/// </summary>
internal sealed class FailingDatabase(IStorageDatabase inner) : IStorageDatabase
{
    /// <summary>Moments of a write.</summary>
    public enum Moment
    {
        Never,
        Before,
        Uncommitted,
        Unheard,
    }

    /// <summary>When the next write dies.</summary>
    public Moment Next { get; set; }

    public IChangeSignal Changes => inner.Changes;

    public ValueTask InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public ValueTask<DbConnection> OpenForReadAsync(CancellationToken cancellationToken) =>
        inner.OpenForReadAsync(cancellationToken);

    public async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var moment = Next;
        Next = Moment.Never;
        if (moment == Moment.Before)
            throw new DeathException();
        var result = await inner.WriteAsync(
            async connection =>
            {
                var done = await work(connection);
                return moment == Moment.Uncommitted ? throw new DeathException() : done;
            },
            cancellationToken);
        return moment == Moment.Unheard ? throw new DeathException() : result;
    }

    public Task ForgetDeletedAsync(CancellationToken cancellationToken) => inner.ForgetDeletedAsync(cancellationToken);

    public Task AnnounceAsync(DbConnection connection) => inner.AnnounceAsync(connection);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
