using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Errors;

namespace Ayni.Storage.Backups;

/// <summary>
/// The mark of a store that a restore is filling: made before the first row, gone with the last. Whoever finds it does
/// not serve, for the restore may have been killed half-way.
/// </summary>
internal static class UnfinishedRestore
{
    public const string Table = "unfinished_restore";

    private const string Create =
        $"CREATE TABLE IF NOT EXISTS {Table} (archive text NOT NULL, started_at_ms bigint NOT NULL)";

    /// <summary>Leaves the mark, in the caller's transaction.</summary>
    public static async Task MarkAsync(DbConnection connection, string archive, DateTimeOffset now)
    {
        await connection.ExecuteAsync(Create).ConfigureAwait(false);
        await connection.ExecuteAsync($"DELETE FROM {Table}").ConfigureAwait(false);
        await connection.ExecuteAsync(
            $"INSERT INTO {Table} (archive, started_at_ms) VALUES (@archive, @now)",
            ("archive", archive),
            ("now", now.ToUnixTimeMilliseconds())).ConfigureAwait(false);
    }

    /// <summary>Takes the mark away, in the caller's transaction.</summary>
    public static Task ClearAsync(DbConnection connection) => connection.ExecuteAsync($"DROP TABLE {Table}");

    /// <summary>Whether the mark is there.</summary>
    /// <param name="connection">To the store.</param>
    /// <param name="tableExists">Asks this database whether it has a table @name.</param>
    public static async Task<bool> IsMarkedAsync(DbConnection connection, string tableExists) => Convert.ToInt64(
        await connection.ScalarAsync(tableExists, ("name", Table)).ConfigureAwait(false),
        CultureInfo.InvariantCulture) > 0;

    /// <summary>Refuses a store with the mark.</summary>
    /// <exception cref="AyniException"><c>conflict</c>: a restore into the store has not ended.</exception>
    public static async Task RefuseAsync(DbConnection connection, string tableExists)
    {
        if (!await IsMarkedAsync(connection, tableExists).ConfigureAwait(false))
            return;
        var command = connection.Command($"SELECT archive, started_at_ms FROM {Table}");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        var started = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)).UtcDateTime;
        var since = started.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        throw new AyniException(
            ErrorCodes.Conflict,
            $"This store is half restored: the restore of '{reader.GetString(0)}' that began at {since} has not ended. "
            + "Wait for it, or, where it was stopped, run the same restore again: it starts over.");
    }
}
