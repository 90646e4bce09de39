using System.Diagnostics.Metrics;
using Ayni.Domain;
using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Catalog;
using Ayni.Domain.Consents;
using Ayni.Domain.Copies;
using Ayni.Domain.Erasures;
using Ayni.Domain.Imports;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Domain.Retention;
using Ayni.Storage.Access;
using Ayni.Storage.Auditing;
using Ayni.Storage.Consents;
using Ayni.Storage.Copies;
using Ayni.Storage.Erasures;
using Ayni.Storage.GrainState;
using Ayni.Storage.Imports;
using Ayni.Storage.Interactions;
using Ayni.Storage.Models;
using Ayni.Storage.Postgres;
using Ayni.Storage.Retention;
using Ayni.Storage.Sqlite;

namespace Ayni.Storage;

/// <summary>The stores of one data directory or one PostgreSQL database.</summary>
public sealed class AyniStorage : IStorageInitializer, IAsyncDisposable
{
    private readonly IStorageDatabase _database;
    private readonly InteractionLog _log;
    private readonly TimeProvider _timeProvider;
    private readonly bool _hasManyServices;

    /// <summary>Makes the stores without touching the disk or the network.</summary>
    /// <param name="options">Where.</param>
    /// <param name="timeProvider">Dates products at their first write, schema versions, model files, acts.</param>
    /// <param name="meters">Makes the meter; null: nothing is measured, as in a program without a host.</param>
    public AyniStorage(StorageOptions options, TimeProvider timeProvider, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        options.Validate();
        var metrics = meters is null ? null : new LogMetrics(meters, timeProvider);
        IInteractionWriter writer;
        if (options.PostgresConnectionString is { } connectionString)
        {
            var database = new PostgresDatabase(connectionString, timeProvider);
            _database = database;
            writer = new PostgresInteractionWriter(database);
            Catalog = new PostgresCatalogStore(database, timeProvider);
            Models = new PostgresModelStore(database);
        }
        else
        {
            var database = new SqliteDatabase(options.DataDirectory, timeProvider);
            _database = database;
            writer = new SqliteInteractionWriter(database);
            Catalog = new SqliteCatalogStore(database, timeProvider);
            Models = new FileModelStore(
                Path.Combine(options.DataDirectory, FileModelStore.DirectoryName), timeProvider);
        }

        _timeProvider = timeProvider;
        _hasManyServices = options.PostgresConnectionString is not null;
        States = new StoredStates(GrainStorageOf);
        _log = new InteractionLog(_database, writer, metrics, timeProvider);
        Erasures = new ErasureStore(_database, writer.EventHashSql, timeProvider);
        Tombstones = new ErasureTombstones(_database, writer.EventHashSql, new UserStates(_database));
        Consents = new ConsentStore(_database, timeProvider);
        Retention = new RetentionStore(_database, writer.EventHashSql);
        Imports = new ImportHistory(_database);
        Copies = new LogCopies(_database);
        Keys = new AccessKeys(_database);
        Audit = new AuditTrail(_database, timeProvider);
    }

    /// <summary>The interaction log.</summary>
    public IInteractionLog Log => _log;

    /// <summary>All the log holds of one shopper.</summary>
    public IUserInteractions UserInteractions => _log;

    /// <summary>Whether the log takes more.</summary>
    public ILogPressure LogPressure => _log;

    /// <summary>What shoppers allow.</summary>
    public IConsents Consents { get; }

    /// <summary>Erasure of shoppers.</summary>
    public IErasures Erasures { get; }

    /// <summary>What is left of them.</summary>
    public ErasureTombstones Tombstones { get; }

    /// <summary>Deletion of what was kept long enough.</summary>
    public IRetention Retention { get; }

    /// <summary>Which positions of the log were erased.</summary>
    public IErasedPositions Erased => _log;

    /// <summary>What was imported.</summary>
    public IImportHistory Imports { get; }

    /// <summary>Folders made of the log.</summary>
    public ILogCopies Copies { get; }

    /// <summary>Keys of callers.</summary>
    public IAccessKeys Keys { get; }

    /// <summary>Who did what.</summary>
    public IAuditTrail Audit { get; }

    /// <summary>The catalogue.</summary>
    public ICatalogStore Catalog { get; }

    /// <summary>Training snapshots, checkpoints and models.</summary>
    public IModelStore Models { get; }

    /// <summary>What grains have stored.</summary>
    public IStoredStates States { get; }

    /// <summary>Nudges for those who follow the log or the catalogue.</summary>
    public IChangeSignal Changes => _database.Changes;

    internal IStorageDatabase Database => _database;

    /// <summary>Whether there may be data: false of a data directory without its database.</summary>
    public static bool MayHoldData(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.PostgresConnectionString is not null
            || File.Exists(Path.Combine(options.DataDirectory, SqliteDatabase.FileName));
    }

    /// <summary>Opens the stores and makes or upgrades the schema: for programs without a host.</summary>
    public static async Task<AyniStorage> OpenAsync(
        StorageOptions options, TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        var storage = new AyniStorage(options, timeProvider);
        try
        {
            await storage.InitializeAsync(cancellationToken).ConfigureAwait(false);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public async Task InitializeAsync(CancellationToken cancellationToken = default)
    {
        await _database.InitializeAsync(cancellationToken).ConfigureAwait(false);
        await Tombstones.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The provider of a service's states; a data directory has those of one, whatever it is called.</summary>
    internal DbGrainStorage GrainStorageOf(string serviceId) =>
        new(_database, _timeProvider, _hasManyServices ? serviceId : "");

    /// <summary>Finishes the appends that were accepted, then closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }
}
