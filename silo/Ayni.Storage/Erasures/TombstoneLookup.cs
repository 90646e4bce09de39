using System.Collections.Frozen;
using System.Data.Common;

namespace Ayni.Storage.Erasures;

/// <summary>Finds tombstones of shoppers, within a transaction of the caller's.</summary>
internal static class TombstoneLookup
{
    /// <summary>Hashes of one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535.</summary>
    private const int MaxHashes = 2_000;

    /// <summary>Whether there are any: most stores have erased nobody, and pay for no hash.</summary>
    public const string AnySql = "SELECT CASE WHEN EXISTS (SELECT 1 FROM erasure_tombstones) THEN 1 ELSE 0 END";

    /// <summary>Tombstones by user id, of those who have one.</summary>
    public static async Task<IReadOnlyDictionary<string, Tombstone>> FindAsync(
        DbConnection connection, IEnumerable<string> userIds)
    {
        var keys = await TombstoneKeys.ReadAsync(connection).ConfigureAwait(false);
        var found = new Dictionary<string, Tombstone>(StringComparer.Ordinal);
        var hashes =
            from userId in userIds.Distinct(StringComparer.Ordinal)
            from hash in keys.Hashes(userId)
            select (userId, hash);
        foreach (var chunk in hashes.Chunk(MaxHashes))
            await FindAsync(connection, chunk, found).ConfigureAwait(false);
        return found.Count == 0 ? FrozenDictionary<string, Tombstone>.Empty : found;
    }

    private static async Task FindAsync(
        DbConnection connection, (string UserId, byte[] Hash)[] asked, Dictionary<string, Tombstone> found)
    {
        var parameters = asked.Select((one, place) => (Name: $"h{place}", Value: (object?)one.Hash)).ToArray();
        var users = asked.ToDictionary(one => Convert.ToHexString(one.Hash), one => one.UserId, StringComparer.Ordinal);
        var command = connection.Command(
            "SELECT user_hash, erased_at_ms, position FROM erasure_tombstones WHERE user_hash IN ("
            + $"{string.Join(", ", parameters.Select(parameter => $"@{parameter.Name}"))})",
            parameters);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            var hash = (byte[])reader.GetValue(0);
            var (user, tombstone) = (
                users[Convert.ToHexString(hash)], new Tombstone(hash, reader.GetInt64(1), reader.GetInt64(2)));
            // Of two, under two keys, the later one counts.
            if (!found.TryGetValue(user, out var other) || other.ErasedAtMs < tombstone.ErasedAtMs)
                found[user] = tombstone;
        }
    }
}
