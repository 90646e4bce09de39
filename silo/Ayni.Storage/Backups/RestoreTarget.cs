using System.Data.Common;
using Ayni.Domain.Errors;
using Ayni.Storage.GrainState;
using Ayni.Storage.Postgres;
using Ayni.Storage.Sqlite;

namespace Ayni.Storage.Backups;

/// <summary>An empty store that an archive is read into, of which one restore at a time has hold.</summary>
internal abstract class RestoreTarget : IAsyncDisposable
{
    private static readonly StoredTable States = new(
        DbGrainStorage.Table,
        [
            new StoredColumn("grain_id", ColumnKind.Text, 1),
            new StoredColumn("state_name", ColumnKind.Text, 2),
            new StoredColumn("service_id", ColumnKind.Text, 3),
            new StoredColumn("version", ColumnKind.Integer, 0),
            new StoredColumn("payload", ColumnKind.Text, 0),
        ]);

    /// <summary>To the store's tables.</summary>
    public abstract DbConnection Connection { get; }

    /// <summary>SQL of the SHA-256 of a text's UTF-8 bytes; {0} is the text.</summary>
    public abstract string HashSql { get; }

    /// <summary>Service whose silos will read the states; empty where there is one alone.</summary>
    protected abstract string ServiceId { get; }

    /// <summary>Refuses a store that is not empty, unless it is half restored; changes nothing.</summary>
    /// <exception cref="AyniException"><c>conflict</c>: there is something already.</exception>
    public static Task RefuseFilledAsync(StorageOptions options, CancellationToken cancellationToken) =>
        options.PostgresConnectionString is { } connectionString
            ? PostgresRestore.RefuseFilledAsync(connectionString, cancellationToken)
            : SqliteRestore.RefuseFilledAsync(options.DataDirectory, cancellationToken);

    /// <summary>Takes hold of an empty store, or of one that is half restored.</summary>
    /// <exception cref="AyniException">
    /// <c>conflict</c>: there is something already, or another restore is at work.
    /// </exception>
    public static async Task<RestoreTarget> OpenAsync(
        StorageOptions options, string serviceId, CancellationToken cancellationToken) =>
        options.PostgresConnectionString is { } connectionString
            ? await PostgresRestore.OpenAsync(connectionString, serviceId, cancellationToken).ConfigureAwait(false)
            : await SqliteRestore.OpenAsync(options.DataDirectory, cancellationToken).ConfigureAwait(false);

    /// <summary>Marks the store as half restored, and takes out what an earlier restore left.</summary>
    public abstract Task BeginAsync(string archive, DateTimeOffset now);

    /// <summary>Makes the tables of a version of the schema.</summary>
    public abstract Task MigrateAsync(int version, DateTimeOffset now);

    /// <summary>Tables that are carried over, in ordinal order.</summary>
    public abstract Task<IReadOnlyList<StoredTable>> TablesAsync();

    /// <summary>Fills a table, in place of what its making put in.</summary>
    /// <param name="table">The table, with the columns that rows have, in their order.</param>
    /// <param name="rows">Values of the columns' kinds; an array is good until the next one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task FillAsync(
        StoredTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken);

    /// <summary>Adds a value to the model store.</summary>
    public abstract Task AddFileAsync(string key, long bytes, Stream content, CancellationToken cancellationToken);

    /// <summary>Adds states of grains, to the schema of the program.</summary>
    public Task AddStatesAsync(
        IAsyncEnumerable<StoredGrainState> states, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var version = now.ToUnixTimeMilliseconds();
        return FillAsync(
            States,
            states.Select(state => new object?[] { state.GrainId, state.StateName, ServiceId, version, state.Payload }),
            cancellationToken);
    }

    /// <summary>Takes out what a grain has stored.</summary>
    public Task<int> RemoveStatesAsync(GrainId grain) => Connection.ExecuteAsync(
        $"DELETE FROM {DbGrainStorage.Table} WHERE grain_id = @grain", ("grain", grain.ToString()));

    /// <summary>Runs work in one transaction.</summary>
    public abstract Task InTransactionAsync(Func<Task> work);

    /// <summary>Brings the schema up to the program's, and takes the mark away: from now on the store serves.</summary>
    public abstract Task CompleteAsync(DateTimeOffset now);

    public abstract ValueTask DisposeAsync();
}
