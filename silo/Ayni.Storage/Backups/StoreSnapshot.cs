using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Storage.Postgres;
using Ayni.Storage.Schema;
using Ayni.Storage.Sqlite;

namespace Ayni.Storage.Backups;

/// <summary>
/// A store as it is at one moment, whatever is written meanwhile. Nothing is changed: a store of an older schema stays
/// one, so that it can be backed up before the upgrade.
/// </summary>
internal abstract class StoreSnapshot(DbConnection connection) : IAsyncDisposable
{
    /// <summary>Which database it is, as a manifest says.</summary>
    public abstract string Database { get; }

    /// <summary>Keys of the model store's values, in ordinal order.</summary>
    public abstract IReadOnlyList<string> Keys { get; }

    protected DbConnection Connection => connection;

    /// <summary>Asks this database whether it has a table @name.</summary>
    protected abstract string TableExists { get; }

    /// <summary>Looks at a store.</summary>
    /// <param name="options">Which.</param>
    /// <param name="serviceId">Service whose grains' states are read; a data directory has those of one alone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AyniException">There is none, it is half restored, or its schema is newer.</exception>
    public static async Task<StoreSnapshot> OpenAsync(
        StorageOptions options, string serviceId, CancellationToken cancellationToken)
    {
        options.Validate();
        StoreSnapshot snapshot = options.PostgresConnectionString is { } connectionString
            ? await PostgresSnapshot.BeginAsync(connectionString, serviceId, cancellationToken).ConfigureAwait(false)
            : await SqliteSnapshot.BeginAsync(options.DataDirectory, cancellationToken).ConfigureAwait(false);
        try
        {
            await UnfinishedRestore.RefuseAsync(snapshot.Connection, snapshot.TableExists).ConfigureAwait(false);
            SchemaMigrator.RefuseNewer(
                await snapshot.SchemaVersionAsync().ConfigureAwait(false), SqliteSchema.Migrations[^1].Version);
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Tables that are carried over, in ordinal order.</summary>
    public abstract Task<IReadOnlyList<StoredTable>> TablesAsync(CancellationToken cancellationToken);

    /// <summary>States of grains.</summary>
    public abstract IAsyncEnumerable<StoredGrainState> StatesAsync(CancellationToken cancellationToken);

    /// <summary>Copies a value of the model store.</summary>
    public abstract Task CopyAsync(string key, Stream destination, CancellationToken cancellationToken);

    public Task<int> SchemaVersionAsync() => NumberAsync<int>("SELECT max(version) FROM schema_version");

    public Task<long> LogPositionAsync() => NumberAsync<long>("SELECT position FROM log_head");

    /// <summary>0 of a schema from before the catalogue had positions.</summary>
    public async Task<long> CatalogPositionAsync() =>
        await HasAsync("catalog_head").ConfigureAwait(false)
            ? await NumberAsync<long>("SELECT position FROM catalog_head").ConfigureAwait(false)
            : 0;

    public Task<long> CountAsync(StoredTable table) => NumberAsync<long>($"SELECT count(*) FROM {table.Name}");

    public async Task<bool> HasAsync(string table) => Convert.ToInt64(
        await connection.ScalarAsync(TableExists, ("name", table)).ConfigureAwait(false),
        CultureInfo.InvariantCulture) > 0;

    /// <summary>The rows of a table by its primary key, texts by their UTF-8 bytes.</summary>
    public DbCommand Select(StoredTable table)
    {
        var order = table.Columns.Where(column => column.KeyPlace > 0).OrderBy(column => column.KeyPlace)
            .Select(OrderOf);
        return connection.UnhurriedCommand(
            $"SELECT {table.ColumnList} FROM {table.Name} ORDER BY {string.Join(", ", order)}");
    }

    public virtual ValueTask DisposeAsync() => connection.DisposeAsync();

    protected abstract string OrderOf(StoredColumn column);

    private async Task<T> NumberAsync<T>(string sql)
    {
        var command = connection.UnhurriedCommand(sql);
        await using var commandScope = command.ConfigureAwait(false);
        return (T)Convert.ChangeType(
            await command.ExecuteScalarAsync().ConfigureAwait(false), typeof(T), CultureInfo.InvariantCulture)!;
    }
}
