using System.Globalization;
using System.Runtime.CompilerServices;
using Ayni.Domain.Erasures;
using Ayni.Domain.Errors;
using Ayni.Storage.Interactions;

namespace Ayni.Storage.Erasures;

/// <summary>
/// Tombstones of erased shoppers, which go with the store: to another one, or into one that was restored from a backup
/// made before the erasure. A store that is given some forgets whom they name, before anybody reads from it.
/// </summary>
public sealed class ErasureTombstones
{
    private const int PageUsers = 10_000;

    private readonly IStorageDatabase _database;
    private readonly string _eventHashSql;
    private readonly UserStates _states;

    internal ErasureTombstones(IStorageDatabase database, string eventHashSql, UserStates states)
    {
        _database = database;
        _eventHashSql = eventHashSql;
        _states = states;
    }

    /// <summary>
    /// Writes all tombstones, and the keys that make them mean anything: whoever holds the file can try ids on it, as
    /// whoever holds the store can.
    /// </summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var file = await ReadFileAsync(cancellationToken).ConfigureAwait(false);
        await file.WriteAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds tombstones that <see cref="WriteAsync"/> wrote, and replays them.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it is no such file; nothing was added.</exception>
    public async Task<ReplayedTombstones> AddAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var file = await TombstoneFile.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return await AddAsync(file, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds the tombstones of another store, and replays them.</summary>
    public async Task<ReplayedTombstones> AddFromAsync(
        AyniStorage other, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(other);
        var file = await other.Tombstones.ReadFileAsync(cancellationToken).ConfigureAwait(false);
        return await AddAsync(file, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes out of the store whatever its tombstones name: interactions dated up to the erasure, and of tombstones
    /// that were added since the last replay the profile too. Idempotent; what a stop leaves undone the next call does.
    /// No silo may run on the store meanwhile: grains would keep what they hold.
    /// </summary>
    public async Task<ReplayedTombstones> ReplayAsync(CancellationToken cancellationToken = default)
    {
        var (keys, all, pending) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (all.Count == 0)
            return new ReplayedTombstones(0, 0, 0, 0);
        var shoppers = new HashSet<string>(StringComparer.Ordinal);
        var (interactions, profiles) = (0L, 0L);
        await foreach (var (userId, tombstone) in FindInLogAsync(keys, all, cancellationToken).ConfigureAwait(false))
        {
            var isPending = pending.ContainsKey(KeyOf(tombstone));
            var erased = await EraseAsync(userId, tombstone, isPending, cancellationToken).ConfigureAwait(false);
            (interactions, profiles) = (interactions + erased.Interactions, profiles + erased.Profiles);
            if (erased is not (0, 0))
                shoppers.Add(userId);
        }

        await foreach (var userId in FindProfilesAsync(keys, pending, cancellationToken).ConfigureAwait(false))
        {
            profiles += await _database.WriteAsync(
                connection => UserStates.DeleteAsync(connection, userId), cancellationToken).ConfigureAwait(false);
            shoppers.Add(userId);
        }

        await MarkAsync(pending, cancellationToken).ConfigureAwait(false);
        return new ReplayedTombstones(all.Count, shoppers.Count, interactions, profiles);
    }

    /// <summary>Replays what was added and not replayed: an adding that was broken off.</summary>
    internal async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var connection = await _database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        bool isPending;
        await using (connection.ConfigureAwait(false))
        {
            isPending = Convert.ToInt64(
                await connection.ScalarAsync(
                    "SELECT count(*) FROM erasure_tombstones WHERE is_replayed = @no", ("no", false))
                    .ConfigureAwait(false),
                CultureInfo.InvariantCulture) > 0;
        }

        if (isPending)
            await ReplayAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ReplayedTombstones> AddAsync(TombstoneFile file, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            async connection =>
            {
                await LogErasure.LockAsync(connection).ConfigureAwait(false);
                await TombstoneKeys.AddAsync(connection, file.Keys).ConfigureAwait(false);
                foreach (var tombstone in file.Tombstones)
                    await TombstoneRows.PutAsync(connection, tombstone, isReplayed: false).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return await ReplayAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<TombstoneFile> ReadFileAsync(CancellationToken cancellationToken)
    {
        var connection = await _database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        // The tombstones first: a key that comes between is one too many, and harms nothing.
        var tombstones = await TombstoneRows.ReadAsync(connection, pendingOnly: false).ConfigureAwait(false);
        return new TombstoneFile((await TombstoneKeys.ReadAsync(connection).ConfigureAwait(false)).All, tombstones);
    }

    private async Task<(TombstoneKeys, IReadOnlyDictionary<string, Tombstone>, IReadOnlyDictionary<string, Tombstone>)>
        ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await _database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var pending = await TombstoneRows.ReadAsync(connection, pendingOnly: true).ConfigureAwait(false);
        var all = await TombstoneRows.ReadAsync(connection, pendingOnly: false).ConfigureAwait(false);
        return (
            await TombstoneKeys.ReadAsync(connection).ConfigureAwait(false),
            all.ToDictionary(KeyOf, StringComparer.Ordinal),
            pending.ToDictionary(KeyOf, StringComparer.Ordinal));
    }

    private async IAsyncEnumerable<(string UserId, Tombstone Tombstone)> FindInLogAsync(
        TombstoneKeys keys,
        IReadOnlyDictionary<string, Tombstone> tombstones,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        while (true)
        {
            var page = await ReadUsersAsync(after, cancellationToken).ConfigureAwait(false);
            foreach (var userId in page)
            {
                if (Find(keys, tombstones, userId) is { } tombstone)
                    yield return (userId, tombstone);
            }

            if (page.Count < PageUsers)
                yield break;
            after = page[^1];
        }
    }

    private async IAsyncEnumerable<string> FindProfilesAsync(
        TombstoneKeys keys,
        IReadOnlyDictionary<string, Tombstone> pending,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (pending.Count == 0)
            yield break;
        // Gathered first: SQLite would read what is being deleted.
        var found = new List<string>();
        await foreach (var userId in _states.ReadUsersAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Find(keys, pending, userId) is not null)
                found.Add(userId);
        }

        foreach (var userId in found)
            yield return userId;
    }

    private Task<(long Interactions, long Profiles)> EraseAsync(
        string userId, Tombstone tombstone, bool isPending, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async connection =>
            {
                await LogErasure.LockAsync(connection).ConfigureAwait(false);
                var interactions = await LogErasure.DeleteAsync(
                    connection,
                    _eventHashSql,
                    ErasureReason.Shopper,
                    "user_id = @user AND timestamp_ms <= @at",
                    [("user", userId), ("at", tombstone.ErasedAtMs)]).ConfigureAwait(false);
                return (interactions, isPending
                    ? await UserStates.DeleteAsync(connection, userId).ConfigureAwait(false)
                    : 0);
            },
            cancellationToken);

    private Task MarkAsync(IReadOnlyDictionary<string, Tombstone> replayed, CancellationToken cancellationToken) =>
        replayed.Count == 0 ? Task.CompletedTask : _database.WriteAsync(
            async connection =>
            {
                foreach (var tombstone in replayed.Values)
                {
                    await connection.ExecuteAsync(
                        "UPDATE erasure_tombstones SET is_replayed = @yes "
                        + "WHERE user_hash = @hash AND erased_at_ms = @at",
                        ("yes", true),
                        ("hash", tombstone.UserHash.ToArray()),
                        ("at", tombstone.ErasedAtMs)).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken);

    private async Task<IReadOnlyList<string>> ReadUsersAsync(string after, CancellationToken cancellationToken)
    {
        var connection = await _database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.UnhurriedCommand(
            "SELECT DISTINCT user_id FROM interactions WHERE user_id > @after ORDER BY user_id LIMIT @limit",
            ("after", after),
            ("limit", PageUsers));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var users = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            users.Add(reader.GetString(0));
        return users;
    }

    private static Tombstone? Find(
        TombstoneKeys keys, IReadOnlyDictionary<string, Tombstone> tombstones, string userId) => keys.Hashes(userId)
            .Select(hash => tombstones.GetValueOrDefault(Convert.ToHexString(hash)))
            .Where(tombstone => tombstone is not null)
            .MaxBy(tombstone => tombstone!.ErasedAtMs);

    private static string KeyOf(Tombstone tombstone) => Convert.ToHexString(tombstone.UserHash.Span);
}
