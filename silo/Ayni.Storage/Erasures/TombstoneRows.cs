using System.Data.Common;

namespace Ayni.Storage.Erasures;

/// <summary>The table of tombstones, within a transaction of the caller's.</summary>
internal static class TombstoneRows
{
    /// <summary>
    /// Puts a tombstone; of two of a shopper the later one stays. One that is not replayed is still to take out what
    /// the store holds.
    /// </summary>
    /// <returns>True if it was not there before, or was an earlier one.</returns>
    public static async Task<bool> PutAsync(DbConnection connection, Tombstone tombstone, bool isReplayed) =>
        await connection.ExecuteAsync(
            "INSERT INTO erasure_tombstones (user_hash, erased_at_ms, position, is_replayed) "
            + "VALUES (@hash, @at, @position, @replayed) ON CONFLICT (user_hash) DO UPDATE SET "
            + "erased_at_ms = excluded.erased_at_ms, position = excluded.position, is_replayed = excluded.is_replayed "
            + "WHERE excluded.erased_at_ms > erasure_tombstones.erased_at_ms",
            ("hash", tombstone.UserHash.ToArray()),
            ("at", tombstone.ErasedAtMs),
            ("position", tombstone.Position),
            ("replayed", isReplayed)).ConfigureAwait(false) > 0;

    /// <summary>All, by hash.</summary>
    /// <param name="connection">Reads.</param>
    /// <param name="pendingOnly">Those alone that are still to be replayed.</param>
    public static async Task<IReadOnlyList<Tombstone>> ReadAsync(DbConnection connection, bool pendingOnly)
    {
        var command = connection.UnhurriedCommand(
            "SELECT user_hash, erased_at_ms, position FROM erasure_tombstones "
            + $"{(pendingOnly ? "WHERE is_replayed = @no " : "")}ORDER BY user_hash",
            [.. pendingOnly ? new[] { ("no", (object?)false) } : []]);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var tombstones = new List<Tombstone>();
        while (await reader.ReadAsync().ConfigureAwait(false))
            tombstones.Add(new Tombstone((byte[])reader.GetValue(0), reader.GetInt64(1), reader.GetInt64(2)));
        return tombstones;
    }
}
