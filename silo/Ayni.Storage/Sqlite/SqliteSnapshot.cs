using System.Runtime.CompilerServices;
using Ayni.Domain.Errors;
using Ayni.Storage.Backups;
using Ayni.Storage.Models;
using Microsoft.Data.Sqlite;

namespace Ayni.Storage.Sqlite;

/// <summary>
/// A data directory in one read transaction, with its model files open, so that one that is deleted meanwhile can be
/// read to its end. Published files are never changed.
/// </summary>
internal sealed class SqliteSnapshot : StoreSnapshot
{
    /// <summary>How often a moment is looked for at which no model file is being deleted.</summary>
    private const int MaxTries = 5;

    private readonly SqliteConnection _connection;
    private readonly SortedDictionary<string, FileStream> _files;

    private SqliteSnapshot(SqliteConnection connection, SortedDictionary<string, FileStream> files)
        : base(connection) => (_connection, _files) = (connection, files);

    public override string Database => "sqlite";

    public override IReadOnlyList<string> Keys => [.. _files.Keys];

    protected override string TableExists => SqliteTables.Exists;

    /// <exception cref="AyniException"><c>not_found</c>: there is no store in the directory.</exception>
    public static async Task<SqliteSnapshot> BeginAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, SqliteDatabase.FileName);
        if (!File.Exists(path))
            throw new AyniException(
                ErrorCodes.NotFound,
                $"There is no store in '{Path.GetFullPath(directory)}': it has no {SqliteDatabase.FileName}. Name "
                + "another directory.");
        var root = Path.Combine(directory, FileModelStore.DirectoryName);
        for (var tries = 1; ; tries++)
        {
            var connection = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
            var files = new SortedDictionary<string, FileStream>(StringComparer.Ordinal);
            try
            {
                var before = KeysIn(root);
                await connection.ExecuteAsync("BEGIN").ConfigureAwait(false);
                // The first read is what the transaction sees from then on.
                await connection.ScalarAsync("SELECT count(*) FROM schema_version").ConfigureAwait(false);
                if (TryOpenFiles(root, before, files))
                    return new SqliteSnapshot(connection, files);
            }
            catch
            {
                await CloseAsync(connection, files).ConfigureAwait(false);
                throw;
            }

            await CloseAsync(connection, files).ConfigureAwait(false);
            if (tries == MaxTries)
                throw new AyniException(
                    ErrorCodes.Conflict,
                    $"Model files in '{root}' are being deleted all the time. Try again once training is over.");
        }
    }

    public override Task<IReadOnlyList<StoredTable>> TablesAsync(CancellationToken cancellationToken) =>
        SqliteTables.ReadAsync(_connection);

    public override async IAsyncEnumerable<StoredGrainState> StatesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = _connection.UnhurriedCommand(
            "SELECT grain_id, state_name, payload FROM grain_state ORDER BY grain_id, state_name");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return new StoredGrainState(reader.GetString(0), reader.GetString(1), reader.GetString(2));
    }

    public override Task CopyAsync(string key, Stream destination, CancellationToken cancellationToken) =>
        _files[key].CopyToAsync(destination, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync(_connection, _files).ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override string OrderOf(StoredColumn column) => column.Name;

    private static async Task<SqliteConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task CloseAsync(SqliteConnection connection, SortedDictionary<string, FileStream> files)
    {
        foreach (var file in files.Values)
            await file.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    // A file that was there before the transaction and is no more may be one that the registry, as the transaction
    // sees it, still names.
    private static bool TryOpenFiles(string root, List<string> before, SortedDictionary<string, FileStream> files)
    {
        try
        {
            foreach (var key in before.Union(KeysIn(root)))
                files.Add(key, File.OpenRead(Path.Combine(root, key)));
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static List<string> KeysIn(string root) => !Directory.Exists(root)
        ? []
        : [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(key => !key.StartsWith(BackupParts.RunFiles, StringComparison.Ordinal))];
}
